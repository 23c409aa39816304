// Sizes of races, faults and loads: small in `npm test`, full in `npm run test:long`. The test code is the same.

/** Gives `usual`, or `full` in a run of full size. */
export const sized = (usual: number, full: number): number => (process.env.SEHAT_TEST_SIZE === 'full' ? full : usual)
