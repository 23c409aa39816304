// What the person has just done, in words: the page that did it leaves them here, and the next page shows them.
import { whenPersonLeaves } from './forgetting.ts'

let done: string | undefined

/** Call it after the write and before going to the next page. */
export const noteDone = (words?: string): void => {
  done = words
}

export const readDone = (): string | undefined => done

whenPersonLeaves(noteDone)
