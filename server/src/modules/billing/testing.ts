// The parts of billing that tests and benchmarks may use beside its contract: the tax rates, and what must always hold.
export { loadTaxRates } from './taxes/load.ts'
export { assertInvariants } from './testing-invariants.ts'
