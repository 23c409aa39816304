// `npm run test:long`: all tests with races, faults and loads in full size, for the end of an issue; takes an hour.
process.env.SEHAT_TEST_SIZE = 'full'
await import('./test.mjs')
