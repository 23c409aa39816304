// The parts of diagnostics that tests of other modules may use: a hospital with a laboratory, and orders at each step.
export { actsOf, eventsOf, hear, openLab } from './testing-lab.ts'
