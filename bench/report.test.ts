// Tests how a report judges its goals, and where it is written.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readMachine, readTimes } from './cpu.ts'
import { isReached, type Report, replaceSection, toJson, toMarkdown, toText } from './report.ts'

const report: Report = {
  benchmark: 'booking',
  command: 'npm run bench -- booking',
  startedAt: '2026-01-02T03:04:05.000Z',
  seconds: 90,
  machine: { cpu: 'CPU', cores: 2, memoryGib: 8, system: 'linux', node: 'v24', postgres: '18', loadAverageBefore: 0.1 },
  figures: [
    {
      part: 'hot',
      name: 'Sehat',
      unit: 'bookings/s',
      rounds: [3_000, 1_000, 2_000],
      p50Ms: 1.25,
      p99Ms: 12.5,
      cpu: { server: 90.4, database: 60, load: 9, othersShare: 0 },
    },
  ],
  goals: [
    { part: 'hot', name: 'Sehat : other', value: 20.1, unit: 'x', target: 20 },
    { part: 'hot', name: 'Sehat : third', value: 2.9, unit: 'x', target: 3 },
  ],
  notes: ['A note.'],
}

test('a goal is reached when its value equals the target or is on the good side of it', () => {
  const goal = { part: '', name: '', unit: '', target: 3 }
  assert.ok(isReached({ ...goal, value: 3 }))
  assert.ok(!isReached({ ...goal, value: 2.99 }))
  assert.ok(isReached({ ...goal, value: 2.99, atMost: true }))
})

test('the lines for a terminal show medians beside targets', () => {
  const text = toText(report)
  assert.match(text, /hot +Sehat +2,000 +bookings\/s +3 ±50 % +1\.25 +12\.5 +90 \+ 60 \+ 9/)
  assert.match(text, /Sehat : other +20\.1 x +>= 20 x +ok/)
  assert.match(text, /Sehat : third +2\.90 x +>= 3 x +MISSED/)
})

test('the JSON document holds the medians and judgements', () => {
  const { figures, goals } = JSON.parse(toJson(report))
  assert.equal(figures[0].median, 2_000)
  assert.deepEqual(
    goals.map(({ ok }: { ok: boolean }) => ok),
    [true, false],
  )
})

test('a section replaces the section of the same benchmark, and no other', () => {
  const first = replaceSection('# Results\n\nWords.', '## booking\n\nold')
  const second = replaceSection(first, '## availability\n\nother')
  const third = replaceSection(second, '## booking\n\nnew')
  assert.equal(third, '# Results\n\nWords.\n\n## availability\n\nother\n\n## booking\n\nnew\n')
  assert.equal(replaceSection(third, '## booking\n\nnew'), third)
})

test('the section shows the command, the day, the duration and the judgements', () => {
  const text = toMarkdown(report)
  assert.match(text, /^## booking\n\n`npm run bench -- booking`, 2026-01-02, 1\.5 minutes\n/)
  assert.match(text, /\| hot \| Sehat : third \| 2\.90 x \| >= 3 x \| MISSED \|/)
})

test('readMachine reads the time of the machine from the first line of /proc/stat', () => {
  assert.deepEqual(readMachine('cpu  1000 2000 3000 40000 5000 600 700 800 99 99\ncpu0 1 2 3 4\n'), {
    used: 81,
    all: 531,
  })
})

test('readTimes reads the CPU time of a process whose name contains brackets', () => {
  const stat = '42 (a) b (c) S 7 42 42 0 -1 4194304 1 2 3 4 100 20 3 4 20 0 1 0 99 1 2'
  assert.deepEqual(readTimes(stat), { parent: 7, ownTicks: 120, endedTicks: 7 })
})
