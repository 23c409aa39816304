// `npm run test:long`: runs all tests with races, faults and loads in full size, at the end of an issue (an hour).
process.env.SEHAT_TEST_SIZE = 'full'
await import('./test.mjs')
