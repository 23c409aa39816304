// What to bring to a vaccination.
import { useText } from '../../../i18n/language.ts'

export function ToBring({ dose }: { dose: number }) {
  const { t } = useText()
  return (
    <section>
      <h2>{t('bookings.bring.title')}</h2>
      <ul>
        <li>{t('bookings.bring.id')}</li>
        <li>{t('bookings.bring.slip')}</li>
        {dose > 1 && <li>{t('bookings.bring.record')}</li>}
        <li>{t('bookings.bring.medicines')}</li>
      </ul>
    </section>
  )
}
