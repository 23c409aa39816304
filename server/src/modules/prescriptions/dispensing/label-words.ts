// The words of labels, in the languages of prints.
import type { PrintLanguage } from '../../../platform/print/page.ts'

const en = {
  title: 'Labels',
  morning: 'Morning',
  noon: 'Noon',
  evening: 'Evening',
  night: 'Night',
  lot: 'Lot',
  until: 'good until',
  asNeeded: (most: number) => `when needed, at most ${most} in a day`,
  days: (count: number) => (count === 1 ? '1 day' : `${count} days`),
}
type Words = typeof en

export const LABEL_WORDS: Readonly<Record<PrintLanguage, Words>> = {
  en,
  hi: {
    title: 'लेबल',
    morning: 'सुबह',
    noon: 'दोपहर',
    evening: 'शाम',
    night: 'रात',
    lot: 'लॉट',
    until: 'इस तारीख़ तक ठीक:',
    asNeeded: (most) => `ज़रूरत पर, दिन में ज़्यादा से ज़्यादा ${most}`,
    days: (count) => `${count} दिन`,
  },
}
