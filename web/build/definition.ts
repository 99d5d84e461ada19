/** Extracts one definition from a Python file. */

/**
 * The text of a function or class, without the indentation that it has in the file.
 *
 * @param path its name, after those of the classes that it is in: "CNN.forward"
 */
export function definition(source: string, path: string): string {
  return path.split('.').reduce(one, source);
}

function one(source: string, name: string): string {
  const lines = source.split('\n');
  const first = lines.findIndex((line) => new RegExp(`^\\s*(def|class) ${name}\\b`).test(line));
  if (first < 0)
    throw new RangeError(`There is no def or class ${name}; name one that is in the source.`);
  const depth = indentation(lines[first]);
  const rest = lines.slice(first + 1);
  // A signature over several lines ends with a bracket as far left as its def.
  const length = rest.findIndex(
    (line) => line.trim() !== '' && indentation(line) <= depth && !line.trimStart().startsWith(')'),
  );
  const own = lines.slice(first, length < 0 ? undefined : first + 1 + length);
  return own
    .map((line) => line.slice(depth))
    .join('\n')
    .trimEnd();
}

const indentation = (line: string) => line.length - line.trimStart().length;
