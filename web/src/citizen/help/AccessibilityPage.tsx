// The statement of accessibility: what works, and what is known to be missing.
import { Link } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { Page } from '../../ui/Page.tsx'

const WORKS = ['keyboard', 'reader', 'size', 'colours', 'languages', 'slow'] as const
const LACKS = ['people', 'hindi', 'languages', 'camera'] as const

export default function AccessibilityPage() {
  const { t } = useText()
  return (
    <Page title={t('accessibility.title')}>
      <p>{t('accessibility.aim')}</p>
      <h2>{t('accessibility.works.title')}</h2>
      <ul>
        {WORKS.map((name) => (
          <li key={name}>{t(`accessibility.works.items.${name}`)}</li>
        ))}
      </ul>
      <h2>{t('accessibility.lacks.title')}</h2>
      <ul>
        {LACKS.map((name) => (
          <li key={name}>{t(`accessibility.lacks.items.${name}`)}</li>
        ))}
      </ul>
      <p>
        {t('accessibility.tell')} <Link href="/contact">{t('contact.title')}</Link>
      </p>
    </Page>
  )
}
