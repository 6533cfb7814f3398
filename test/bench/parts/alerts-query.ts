// The query of the connector, so that floor, recorder and product read the very same answer.
export const ALERTS_QUERY = '/api/v2/alerts?active=true&silenced=true&inhibited=true&unprocessed=true';
