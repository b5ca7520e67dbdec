// Places showings in lanes, so that none lies over another. Pure.

/**
 * Puts each of the intervals into the lowest lane that is free at its start.
 *
 * @param intervals {start, end}, in any order
 * @returns the lane of each, and how many there are
 */
export function lanes(intervals) {
  const order = intervals.map((_, index) => index).sort((a, b) => intervals[a].start - intervals[b].start || a - b);
  const ends = [];
  const placed = new Array(intervals.length);
  for (const index of order) {
    let lane = ends.findIndex((end) => end <= intervals[index].start);
    if (lane < 0) {
      lane = ends.length;
    }
    ends[lane] = intervals[index].end;
    placed[index] = lane;
  }
  return { placed, count: ends.length };
}
