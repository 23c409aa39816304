// Answers what Sehat asks about the charges of a family: all that is kept. Nothing changes when the account closes.
import { closePersonOf, type ExportSection, exportPersonOf, headingsFrom } from '../../../platform/personal.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import { listAllOfPatients } from '../charges/store.ts'
import type { BillingContext, Charge } from '../tables.ts'

const headings = headingsFrom({
  chargeId: { en: 'Charge', hi: 'शुल्क' },
  patientId: { en: 'Record', hi: 'रिकॉर्ड' },
  facilityId: { en: 'Facility', hi: 'संस्था' },
  chargedOn: { en: 'Day', hi: 'दिन' },
  text: { en: 'For', hi: 'किसके लिए' },
  quantity: { en: 'Quantity', hi: 'मात्रा' },
  discountPaise: { en: 'Discount in paise', hi: 'छूट (पैसे में)' },
  taxPaise: { en: 'Tax in paise', hi: 'टैक्स (पैसे में)' },
  totalPaise: { en: 'Total in paise', hi: 'कुल (पैसे में)' },
  status: { en: 'State', hi: 'स्थिति' },
  reason: { en: 'Reason', hi: 'कारण' },
})

const toSection = (charges: readonly Charge[]): ExportSection => ({
  kind: 'charges',
  title: { en: 'Charges', hi: 'शुल्क' },
  fields: [
    ...headings('chargeId', 'patientId', 'facilityId', 'chargedOn', 'text', 'quantity'),
    ...headings('discountPaise', 'taxPaise', 'totalPaise', 'status', 'reason'),
  ],
  rows: charges.map((one) => ({
    ...{ chargeId: one.id, patientId: one.patient_id, facilityId: one.facility_id, chargedOn: one.charged_on },
    ...{ text: one.text, quantity: one.quantity, discountPaise: one.discount_paise },
    ...{ taxPaise: one.cgst_paise + one.sgst_paise, totalPaise: one.total_paise, status: one.status },
    reason: one.status_reason ?? one.discount_reason,
  })),
})

export const personalAnswers = ({ db }: BillingContext): CallAnswer[] => [
  answerTo(exportPersonOf('billing'), async ({ patientIds }) => ({
    sections: [toSection(await listAllOfPatients(db, patientIds))],
  })),
  // Account books are kept by law. They hold no name, and no account but those of staff.
  answerTo(closePersonOf('billing'), async () => ({})),
]
