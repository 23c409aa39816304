// The five steps in which tiles show amounts.

export const STEPS = [1, 2, 3, 4, 5] as const

/** The step of an amount, 1 to 5: 1 is none; the others have about as many places each, however unequal they are. */
export function stepsOf(amounts: readonly number[]): (amount: number) => number {
  const sorted = amounts.filter((amount) => amount > 0).toSorted((a, b) => a - b)
  return (amount) => {
    if (amount === 0) return 1
    const below = sorted.filter((each) => each < amount).length
    return 2 + Math.floor((below * (STEPS.length - 1)) / sorted.length)
  }
}
