// Events of correlation: which rule made one incident of what several groups or tools said.
export interface CorrelationEvents {
  /**
   * A group of alerts of `feed` joined the incident by a rule, with the rule's name as it was then. `groupKey`: what later alerts
   * of the group with the same values follow by. `alert`: name of the first one.
   */
  'incident.correlated': { feed: string; alert: string; groupKey: string; rule: string; why: string };
}
