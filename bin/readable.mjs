// Makes the JSON lines of the log readable: the time, the level, the message, and then the facts.

const COLOURS = { debug: 90, info: 36, warn: 33, error: 31, fatal: 31 }
const GREY = 90

/** One line of the log in a form for people. A line that is not JSON stays as it is. */
export function toReadable(line, { hasColours = false } = {}) {
  const entry = parse(line)
  if (entry === undefined) return line
  const { time, level = 'info', msg = '', err, error = err, ...facts } = entry
  const paint = (text, colour) => (hasColours && text !== '' ? `\u001b[${colour}m${text}\u001b[0m` : text)
  const first = [
    paint(toTime(time), GREY),
    paint(level.toUpperCase().padEnd(5), COLOURS[level] ?? GREY),
    msg,
    paint(toFacts(facts), GREY),
  ]
  return [first.filter((part) => part !== '').join(' '), ...errorLines(error)].join('\n')
}

function parse(line) {
  try {
    const entry = JSON.parse(line)
    return typeof entry === 'object' && entry !== null && !Array.isArray(entry) ? entry : undefined
  } catch {
    return undefined
  }
}

/** The local time of day. The line leaves out the date; the log file has it. */
function toTime(time) {
  const instant = new Date(time)
  if (Number.isNaN(instant.getTime())) return ''
  const two = (number) => String(number).padStart(2, '0')
  const ms = String(instant.getMilliseconds()).padStart(3, '0')
  return `${two(instant.getHours())}:${two(instant.getMinutes())}:${two(instant.getSeconds())}.${ms}`
}

function toFacts(facts) {
  return Object.entries(facts)
    .map(([name, value]) => `${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join(' ')
}

function errorLines(error) {
  if (typeof error !== 'object' || error === null) return []
  const { name = 'Error', message, stack = [], ...facts } = error
  const head = [name, message].filter(Boolean).join(': ')
  return [`    ${[head, toFacts(facts)].filter(Boolean).join(' ')}`, ...stack.map((line) => `    ${line.trim()}`)]
}
