// How staff know that a person is there: the reference of the card, a document, or a registration that happens now.
import { useState } from 'react'
import type { Answer, Request } from '../../api/client.ts'
import { postVaccinationSessionsWalkIns } from '../../api/limits/post-vaccination-sessions-walk-ins.ts'
import { useText } from '../../i18n/language.ts'
import { Radios, select } from '../../ui/choices.tsx'
import { type FormField, text } from '../../ui/fields.tsx'

export type Proof = Request<'POST /v1/vaccination/sessions/{sessionId}/walk-ins'>['body']['proof']
type Shown = NonNullable<Answer<'GET /v1/vaccination/bookings/{bookingId}/readiness'>['proof']>

const DOCUMENTS = postVaccinationSessionsWalkIns.document.enum
const LAST_SIGNS_MAX = 4

/** The fields of a proof. Only those of the chosen kind are drawn and read. */
export function useProof({ mayRegister }: { readonly mayRegister: boolean }) {
  const { t } = useText()
  const [kind, setKind] = useState<Proof['kind']>()
  const of = postVaccinationSessionsWalkIns
  const kinds: readonly Proof['kind'][] = mayRegister
    ? ['reference', 'document', 'registration']
    : ['reference', 'document']
  const which: FormField<{ readonly kind: Proof['kind'] }> = {
    input: (
      <Radios
        name="kind"
        label={t('staff.proof.label')}
        hint={t('staff.proof.hint')}
        value={kind}
        onChange={(value) => setKind(value as Proof['kind'])}
        options={kinds.map((value) => ({
          value,
          text: t(`staff.proof.kinds.${value}`),
          hint: t(`staff.proof.kindHints.${value}`),
        }))}
      />
    ),
    ...{ limits: of.kind, wrong: 'staff.proof.wrong', focus: 'kind', means: ['kind', 'proof'] },
    read: () => (kind === undefined ? { refused: t('staff.proof.wrong') } : { part: { kind } }),
  }
  const reference = text(of, 'reference', {
    ...{ label: t('staff.proof.reference'), hint: t('staff.proof.referenceHint'), size: 'medium' },
    ...{ autoComplete: 'off', spellCheck: false, isNeeded: kind === 'reference', wrong: 'staff.errors.reference' },
  })
  const document = select(of, 'document', {
    ...{ label: t('staff.proof.document'), isNeeded: kind === 'document', wrong: 'staff.proof.documentWrong' },
    options: [
      { value: '', text: t('staff.proof.choose') },
      ...DOCUMENTS.map((value) => ({ value, text: t(`staff.proof.documents.${value}`) })),
    ],
  })
  const last4 = text(of, 'last4', {
    ...{ label: t('staff.proof.last4'), hint: t('staff.proof.last4Hint'), size: 'short' },
    ...{ autoComplete: 'off', spellCheck: false, wrong: 'staff.proof.last4Wrong' },
    // Somebody may copy the whole number. The browser sends only its end.
    clean: (typed) =>
      typed
        .toUpperCase()
        .replace(/[^0-9A-Z]/g, '')
        .slice(-LAST_SIGNS_MAX),
  })
  const input = (
    <>
      {which.input}
      {kind === 'reference' && reference.input}
      {kind === 'document' && (
        <div className="pair">
          {document.input}
          {last4.input}
        </div>
      )}
    </>
  )
  return { kind, input, fields: [which, reference, document, last4] as const }
}

interface Entered {
  readonly kind: Proof['kind']
  readonly reference?: string
  readonly document?: Proof['document']
  readonly last4?: string
}

/** Takes the proof out of what was entered. */
export function splitProof<All extends Entered>({ kind, reference, document, last4, ...rest }: All) {
  const proof: Proof = {
    kind,
    ...(reference !== undefined && { reference }),
    ...(document !== undefined && { document }),
    ...(last4 !== undefined && { last4 }),
  }
  return { proof, rest }
}

/** What was seen, in words. */
export function useProofWords(): (proof: Shown) => string {
  const { t } = useText()
  return ({ kind, document, last4 }) => {
    if (document === undefined) return t(`staff.proof.seen.${kind}`)
    const name = t(`staff.proof.documents.${document}`)
    return last4 === undefined ? name : t('staff.proof.seen.last4', { document: name, last4 })
  }
}
