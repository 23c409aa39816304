// Which tests a change touches: those of the areas whose files it changes.
import { posix } from 'node:path'

/** Folders whose files belong together, from the outermost; what lies deeper is an area of its own. */
const AREAS = [
  /^server\/src\/modules\/[^/]+\//,
  /^server\/src\/[^/]+\//,
  /^web\/src\/(citizen|staff)\/[^/]+\//,
  /^web\/src\/[^/]+\//,
  /^bench\/[^/]+\//,
  /^bin\//,
]

/** The tests of the code's own form: they read all files, and are done in seconds. */
const FORM = /^server\/src\/checks\/[^/]+\.test\.ts$/

/** Journeys and sweeps go through all of the program: they are for `npm test`. */
const WHOLE = /^(e2e\/|server\/src\/checks\/[^/]+\/)/

/**
 * The test files among `all` that the changed files touch: the file itself where it is a test, and the tests of its
 * area. A file in the root of a module touches its areas, too.
 */
export function touchedTests(changed, all) {
  const touched = all.filter((test) => FORM.test(test))
  for (const file of changed.map((one) => one.replaceAll('\\', '/'))) {
    const area = `${posix.dirname(file)}/`
    const isInArea = AREAS.some((folder) => folder.test(file))
    touched.push(...all.filter((test) => test === file || (isInArea && !WHOLE.test(test) && test.startsWith(area))))
  }
  return [...new Set(touched)].sort()
}
