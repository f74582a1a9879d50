type Tree = Record<string, unknown>;

/** What comes, where each part that is as it was is replaced by the one that was there: who draws that has nothing to do. */
export function kept<T>(before: unknown, after: T): T {
  if (!isTree(before) || !isTree(after) || Array.isArray(before) !== Array.isArray(after)) return after;
  const tree: Tree = after;
  let same = Object.keys(before).length === Object.keys(tree).length;
  for (const [key, value] of Object.entries(tree)) {
    tree[key] = kept(before[key], value);
    same &&= tree[key] === before[key];
  }
  return same ? (before as T) : after;
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null;
}
