// What billing keeps of people, why and for how long. Citizens read these words on the page of their privacy.
import type { Kept } from '../../../platform/personal.ts'

export const keeps: readonly Kept[] = [
  {
    kind: 'charges',
    what: {
      en: 'What each member of your family was charged: for what, how much, with which tax, where and on which day',
      hi: 'आपके परिवार के हर सदस्य से क्या लिया गया: किसके लिए, कितना, कितने टैक्स के साथ, कहाँ और किस दिन',
    },
    purpose: {
      en: 'So that you pay the right amount, and a bill can be checked and corrected later',
      hi: 'ताकि आप सही रकम दें, और बिल बाद में जाँचा और सुधारा जा सके',
    },
    ground: 'law',
    period: {
      en: 'For good: account books must show it. After you close the account it stays without your name',
      hi: 'हमेशा: हिसाब की किताबों में इसका होना ज़रूरी है। खाता बंद होने पर यह आपके नाम के बिना रहता है',
    },
    afterClosing: 'stays',
    tables: ['billing.charges', 'billing.patient_rows', 'billing.merged_patients'],
  },
  {
    kind: 'bills',
    what: {
      en: 'The bills of each member of your family, what was given back of them, and what was paid when and how',
      hi: 'आपके परिवार के हर सदस्य के बिल, उनमें से क्या लौटाया गया, और किसे कितना, कब और कैसे दिया गया',
    },
    purpose: {
      en: 'So that you can show that you paid, money can be given back, and the law on tax and cash is kept',
      hi: 'ताकि आप भुगतान दिखा सकें, पैसे लौटाए जा सकें, और टैक्स व नकद का क़ानून माना जाए',
    },
    ground: 'law',
    period: {
      en: 'For good: account books must show it. After you close the account it stays without your name',
      hi: 'हमेशा: हिसाब की किताबों में इसका होना ज़रूरी है। खाता बंद होने पर यह आपके नाम के बिना रहता है',
    },
    afterClosing: 'stays',
    tables: [
      ...['billing.invoices', 'billing.invoice_lines', 'billing.credit_notes', 'billing.credit_lines'],
      ...['billing.payments', 'billing.cash_days'],
    ],
  },
]
