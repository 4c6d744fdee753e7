/**
 * Does work on every item, so many side by side. The first failure stops what has not begun; what has begun is waited
 * for, so that nothing goes on behind the caller's back.
 * @throws what the first failing work threw
 */
export async function inParallel<Item>(
  most: number,
  items: Iterable<Item>,
  work: (item: Item) => Promise<void>
): Promise<void> {
  const iterator = items[Symbol.iterator]()
  const failures: unknown[] = []
  const lane = async (): Promise<void> => {
    while (failures.length === 0) {
      const next = iterator.next()
      if (next.done === true) return
      try {
        await work(next.value)
      } catch (error) {
        failures.push(error)
      }
    }
  }
  await Promise.all(Array.from({ length: most }, lane))
  if (failures.length > 0) throw failures[0]
}
