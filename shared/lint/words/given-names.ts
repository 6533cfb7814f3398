// Given names that mark a person also when the settings do not know them. Names that are everyday words or products are left out.

export const givenNames: ReadonlySet<string> = new Set(
  [
    'Aaron Adam Adrian Agnes Ahmed Aisha Alan Alejandro Alex Alexander Alexandra Ali Alice Alicia Amanda Amir Amy Ana Andrea Andreas Andrew',
    'Andy Angela Anita Anja Anna Anne Anthony Antonio Anya Arjun Arthur Asha Astrid Barbara Beatrice Ben Benjamin Birgit Bob Boris Brian',
    'Bruno Camille Carl Carla Carlos Caroline Catherine Charles Charlotte Chen Chiara Chloe Chris Christian Christina Claire Clara Claudia',
    'Daniel Daniela David Deborah Deepak Dennis Diana Diego Dieter Dimitri Dmitri Dominik Dorothy Edward Elena Elias Elisabeth Elizabeth Ella',
    'Emily Emma Eric Erik Eva Evelyn Fatima Felix Fernando Fiona Florian Frances Francesca Francesco Frank Franz Fred Gabriel Gabriela',
    'George Georg Gerhard Giulia Gregor Greta Guillaume Gustav Hana Hannah Hans Harry Hassan Heather Heidi Helen Helena Henrik Henry Hiroshi',
    'Hugo Ibrahim Igor Ines Ingrid Irene Irina Isabel Isabella Ivan Jack Jacob James Jamie Jan Jane Janet Jason Javier Jean Jennifer Jens',
    'Jessica Jia Jim Joan Joe Johan Johanna John Jonas Jonathan Jorge Jose Josef Joseph Joshua Juan Julia Julian Julie Jürgen Karen Karin Karl',
    'Katarina Kate Katherine Katja Katrin Keiko Kelly Ken Kenji Kevin Khalid Klaus Kumar Lars Laura Lauren Lea Lena Leo Leon Leonie Li Lina',
    'Linda Lisa Louis Louise Lucas Lucia Luis Luisa Lukas Magdalena Manuel Marco Margaret Maria Marie Marina Mario Marion Markus Marta Martha',
    'Martin Mary Mateo Mathias Matt Matthew Matthias Max Maya Mehmet Mei Melissa Michael Michaela Michelle Miguel Mike Mohamed Mohammed Monica',
    'Monika Nadia Naomi Natalia Natalie Nicholas Nick Nicole Nikita Nikolai Nina Nora Olga Oliver Olivia Omar Oscar Otto Pablo Patricia Patrick Paul',
    'Paula Pavel Pedro Peter Petra Philip Philipp Pierre Priya Rachel Rafael Rahul Raj Ralf Ravi Rebecca Renate Ricardo Richard Rita Robert',
    'Roberto Robin Roger Roland Roman Rosa Ruth Ryan Sabine Sam Samuel Sandra Sanjay Sara Sarah Sebastian Sergei Sergio Shreya Silvia Simon',
    'Sofia Sophie Stefan Stefanie Stephan Stephen Steve Steven Susan Susanne Svetlana Sven Takeshi Tanja Tatiana Teresa Theresa Thomas Tim Timo',
    'Tobias Tom Tomas Tony Ulrich Ursula Uwe Valentina Vera Veronica Victor Victoria Vijay Viktor Vincent Walter Wei Werner Wolfgang Xavier Yan',
    'Yasmin Yuki Yusuf Yvonne Zoe',
  ]
    .join(' ')
    .split(' '),
);
