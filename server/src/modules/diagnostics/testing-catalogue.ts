// The parts of diagnostics that tests and benchmarks may use beside its contract: the tests that come with Sehat.
export { loadTests } from './catalogue/load.ts'
