// Follows a growing file line by line, from its end on. The file need not exist yet.
import { closeSync, openSync, readSync, statSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'

const EVERY_MS = 200

/** Calls `onLine` for each line of the last `backlogBytes` and each later line; returns a function that stops this. */
export function followLines(file, onLine, { backlogBytes = 0 } = {}) {
  const decoder = new StringDecoder('utf8')
  const size = sizeOf(file)
  let at = Math.max(0, size - backlogBytes)
  // When reading begins in the middle of a line, leave that line out.
  let isCut = at > 0 && at < size
  let rest = ''
  const read = () => {
    const end = sizeOf(file)
    // A shorter file means that somebody emptied it: read it from the start.
    if (end < at) at = 0
    if (end === at) return
    const bytes = readBytes(file, at, end - at)
    at += bytes.length
    const lines = (rest + decoder.write(bytes)).split('\n')
    rest = lines.pop()
    for (const line of isCut ? lines.slice(1) : lines) onLine(line)
    if (lines.length > 0) isCut = false
  }
  read()
  const timer = setInterval(read, EVERY_MS)
  return () => clearInterval(timer)
}

function sizeOf(file) {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0
}

function readBytes(file, at, length) {
  const handle = openSync(file, 'r')
  try {
    const buffer = Buffer.alloc(length)
    return buffer.subarray(0, readSync(handle, buffer, 0, length, at))
  } finally {
    closeSync(handle)
  }
}
