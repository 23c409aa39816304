// The parts of billing that tests and benchmarks may use beside its contract: the tax rates that come with Sehat.
export { loadTaxRates } from './taxes/load.ts'
