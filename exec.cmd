@rem npm scripts that must hear signals begin with the shell's word `exec`; Windows has no such word, and this is it.
@%*
