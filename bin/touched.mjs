// Finds the tests that a change touches: the tests in the same areas as the changed files.
import { posix } from 'node:path'

/** Folders whose files belong together. A folder deeper inside is an area of its own. */
const AREAS = [
  /^server\/src\/modules\/[^/]+\//,
  /^server\/src\/[^/]+\//,
  /^web\/src\/(citizen|staff)\/[^/]+\//,
  /^web\/src\/[^/]+\//,
  /^bench\/[^/]+\//,
  /^bin\//,
]

/** The tests of the form of the code: they read all files and take seconds. */
const FORM = /^server\/src\/checks\/[^/]+\.test\.ts$/

/** Journeys and sweeps use the whole program, so only `npm test` runs them. */
const WHOLE = /^(e2e\/|server\/src\/checks\/[^/]+\/)/

/**
 * The test files among `all` that the changed files touch: a changed test itself, and the tests in the area of each
 * changed file. A file in the root of a module also touches all areas of the module.
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
