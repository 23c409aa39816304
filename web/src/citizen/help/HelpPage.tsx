// Help: the questions that citizens ask most, each with a short answer.
import { Link } from 'wouter'
import { useText } from '../../i18n/language.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Page } from '../../ui/Page.tsx'
import './help.css'

const QUESTIONS = [
  'book',
  'change',
  'cancel',
  'bring',
  'phone',
  'name',
  'certificate',
  'family',
  'readers',
  'offline',
] as const

export default function HelpPage() {
  const { t } = useText()
  return (
    <Page title={t('help.title')}>
      <p>{t('help.intro')}</p>
      <div className="questions">
        {QUESTIONS.map((name) => (
          <details key={name}>
            <summary>
              {t(`help.${name}.q`)}
              <Icon name="chevron-down" sizePx={20} />
            </summary>
            <p>{t(`help.${name}.a`)}</p>
          </details>
        ))}
      </div>
      <h2>{t('help.more')}</h2>
      <ul className="plain links">
        <li>
          <Link href="/contact">{t('help.toContact')}</Link>
        </li>
        <li>
          <Link href="/near-me">{t('help.toMap')}</Link>
        </li>
      </ul>
    </Page>
  )
}
