// The people of the family as choices of an age. Only the age goes into the address, never the name.
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { ageOn } from '../../patients/due.ts'
import { useMembers } from '../../patients/family.ts'

export function FamilyAges({ day, onChoose }: { day: string | undefined; onChoose: (age: number) => void }) {
  const { t } = useText()
  const { data = [] } = useMembers()
  return (
    <ul className="plain pills" aria-label={t('centres.pill.family')}>
      {data.map((member) => {
        const age = ageOn(day ?? today(), member)
        return (
          <li key={member.patientId}>
            <button type="button" className="pill" onClick={() => onChoose(age)}>
              {t('centres.pill.person', { name: member.name, count: age })}
            </button>
          </li>
        )
      })}
    </ul>
  )
}
