/** Fetches a file of the page's own; throws a sentence that says what answered instead, and what to do. */
export async function fetched(
  address: string | URL,
  remedy = 'reload the page',
  signal?: AbortSignal,
): Promise<Response> {
  const answer = await fetch(address, signal ? { signal } : undefined);
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}; ${remedy}.`);
  return answer;
}
