// Somebody similar is registered already: shows what was entered beside each known person, so that staff can choose.
import type { Answer, Request } from '../../../api/client.ts'
import { useText } from '../../../i18n/language.ts'
import { useFieldError } from '../../../ui/Form.tsx'
import { Notice } from '../../../ui/Notice.tsx'

export type Candidate = Answer<'POST /v1/patients/match'>['candidates'][number]
type Person = Request<'POST /v1/patients/registrations'>['body']

interface CandidatesProps {
  readonly candidates: readonly Candidate[]
  readonly person: Person
  /** The id of a patient, or `new`. */
  readonly chosen: string | undefined
  readonly onChoose: (patientId: string) => void
}

export function Candidates({ candidates, person, chosen, onChoose }: CandidatesProps) {
  const { t, format } = useText()
  const error = useFieldError('candidate')
  const genderOf = (gender: Person['gender']): string => t(`staff.centre.gender.${gender}`)
  const birth = person.birthDate === undefined ? String(person.birthYear) : format.day(person.birthDate)
  const stated = [person.name, birth, genderOf(person.gender), person.pin]
  return (
    <Notice kind="warning" title={t('staff.centre.walkIn.mayExist')} takesFocus>
      <p>
        {t('staff.centre.walkIn.entered')} <strong>{stated.join(', ')}</strong>
      </p>
      <fieldset className={error === undefined ? 'field' : 'field field-wrong'}>
        <legend>{t('staff.centre.walkIn.isIt')}</legend>
        {error !== undefined && <p className="field-error">{error}</p>}
        {candidates.map(({ patientId, name, birthYear, gender, pin, grade }, nth) => (
          <Option
            key={patientId}
            id={nth === 0 ? 'candidate' : patientId}
            isChosen={chosen === patientId}
            onChoose={() => onChoose(patientId)}
            hint={t(`staff.patient.grade.${grade}`)}
          >
            {name === undefined
              ? t('staff.patient.hidden')
              : [name, birthYear, gender && genderOf(gender), pin].filter(Boolean).join(', ')}
          </Option>
        ))}
        <Option id="candidate-new" isChosen={chosen === 'new'} onChoose={() => onChoose('new')}>
          {t('staff.centre.walkIn.noneOfThem')}
        </Option>
      </fieldset>
    </Notice>
  )
}

interface OptionProps {
  readonly id: string
  readonly isChosen: boolean
  readonly onChoose: () => void
  readonly hint?: string
  readonly children: string
}

function Option({ id, isChosen, onChoose, hint, children }: OptionProps) {
  return (
    <label className="option">
      <input id={id} type="radio" name="candidate" checked={isChosen} onChange={onChoose} />
      <span>
        {children}
        {hint !== undefined && <span className="field-hint">{hint}</span>}
      </span>
    </label>
  )
}
