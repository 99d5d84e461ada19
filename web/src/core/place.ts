/** A place of a plane or a map, counted from its first row and column. */
export interface Place {
  row: number;
  column: number;
}
