import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useSession } from '../../state/session.tsx'
import { DefinitionList } from '../../ui/display/definition-list.tsx'
import { TermHint } from '../../ui/display/term-hint.tsx'
import { Section } from '../../ui/layout/section.tsx'

/** What runs here. */
export function AboutTab(): ReactElement {
  const { t } = useTranslation('settings')
  const { status } = useSession()
  const { electron, node, mlDsaNative } = status.runtime
  return (
    <Section title={`${status.product} ${status.version}`} lead={t('about.lead')}>
      <DefinitionList
        termWidth={180}
        items={[
          { term: t('about.version'), value: status.version },
          {
            term: t('about.runtime'),
            value: electron === null ? `Node ${node}` : `Electron ${electron}, Node ${node}`
          },
          {
            term: <TermHint hint={t('about.mlDsaHint')}>ML-DSA</TermHint>,
            value: t(mlDsaNative ? 'about.mlDsaNative' : 'about.mlDsaBundled')
          },
          { term: t('about.dataFolder'), value: status.dataFolderName },
          {
            term: t('about.listening'),
            value: status.listening.length === 0 ? t('about.notListening') : status.listening.join(', ')
          },
          { term: t('about.demo'), value: status.demo ? t('ui:yes') : null }
        ]}
      />
    </Section>
  )
}
