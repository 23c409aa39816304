// Copies a text to the clipboard, or selects it where there is no clipboard.
import { type RefObject, useRef, useState } from 'react'

interface Copying {
  /** For the input that shows the text. */
  readonly input: RefObject<HTMLInputElement | null>
  readonly outcome: 'copied' | 'selected' | undefined
  copy(): void
}

export function useCopying(text: string): Copying {
  const input = useRef<HTMLInputElement>(null)
  const [outcome, setOutcome] = useState<'copied' | 'selected'>()
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(text)
      setOutcome('copied')
    } catch {
      // A page without TLS has no clipboard. Select the text, so that people can copy it by hand.
      input.current?.select()
      setOutcome('selected')
    }
  }
  return { input, outcome, copy: () => void copy() }
}
