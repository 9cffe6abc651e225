/** Positions moved apart so that each pair is at least `gap` from the next, as little as that takes; order is kept. */
export function spread(positions: readonly number[], gap: number): number[] {
  const order = positions.map((_, i) => i).sort((a, b) => (positions[a] ?? 0) - (positions[b] ?? 0));
  const groups: { members: number[]; center: number }[] = [];
  for (const index of order) {
    let group = { members: [index], center: positions[index] ?? 0 };
    for (let before = groups.at(-1); before && overlaps(before, group, gap); before = groups.at(-1)) {
      groups.pop();
      const members = [...before.members, ...group.members];
      group = { members, center: members.reduce((sum, i) => sum + (positions[i] ?? 0), 0) / members.length };
    }
    groups.push(group);
  }
  const moved: number[] = [];
  for (const { members, center } of groups) {
    members.forEach((index, i) => {
      moved[index] = center + (i - (members.length - 1) / 2) * gap;
    });
  }
  return moved;
}

function overlaps(
  low: { members: number[]; center: number },
  high: { members: number[]; center: number },
  gap: number,
) {
  return high.center - low.center < ((low.members.length + high.members.length) / 2) * gap;
}
