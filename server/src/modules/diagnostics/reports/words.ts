// The words of a report, in the languages of prints.
import type { PrintLanguage } from '../../../platform/print/page.ts'

const en = {
  title: 'Laboratory report',
  corrected: 'CORRECTED',
  version: 'Version',
  patient: 'Patient',
  born: 'born',
  order: 'Order',
  ordered: 'Ordered',
  doctor: 'Doctor',
  test: 'Test',
  value: 'Result',
  range: 'Range',
  flag: 'Note',
  final: 'Final',
  was: 'replaces an earlier value',
  later: 'Your doctor explains this result first. You can read it from',
  noRange: 'A result without a note was not compared with a range, or lies inside it. Ask your doctor what it means.',
  female: 'female',
  male: 'male',
  other: 'other',
  unknown: '',
  none: '',
  low: 'low',
  high: 'high',
  'critical-low': 'CRITICALLY LOW',
  'critical-high': 'CRITICALLY HIGH',
  abnormal: 'needs attention',
} as const

type Words = { readonly [Name in keyof typeof en]: string }

const hi: Words = {
  title: 'लैब रिपोर्ट',
  corrected: 'सुधारी गई',
  version: 'संस्करण',
  patient: 'मरीज़',
  born: 'जन्म',
  order: 'पर्चा',
  ordered: 'लिखी गई',
  doctor: 'डॉक्टर',
  test: 'जाँच',
  value: 'नतीजा',
  range: 'सामान्य सीमा',
  flag: 'टिप्पणी',
  final: 'पक्का हुआ',
  was: 'पहले के नतीजे की जगह',
  later: 'यह नतीजा पहले आपके डॉक्टर समझाएँगे। आप इसे तब पढ़ सकते हैं:',
  noRange: 'जिस नतीजे पर टिप्पणी नहीं है, वह सीमा के अंदर है या उसकी तुलना नहीं हुई। मतलब अपने डॉक्टर से पूछें।',
  female: 'महिला',
  male: 'पुरुष',
  other: 'अन्य',
  unknown: '',
  none: '',
  low: 'कम',
  high: 'ज़्यादा',
  'critical-low': 'ख़तरनाक कम',
  'critical-high': 'ख़तरनाक ज़्यादा',
  abnormal: 'ध्यान देने योग्य',
}

export const WORDS: Readonly<Record<PrintLanguage, Words>> = { en, hi }
