import Typography from '@mui/material/Typography'
import { useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ServiceLogLine } from '../../../src-shared/api/services.ts'
import { Mono } from '../../ui/display/mono.tsx'
import { ServiceLog, ServiceLogItem, type ServiceLogWords } from '../../ui/services/service-log.tsx'
import { logFacts } from './log-facts.ts'
import { problemWords } from './problem-words-de.ts'
import type { TabProps } from './service-page.tsx'

/** What the service refused, why, and what to do about it. */
export function LogTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('acme')
  const words = useMemo<ServiceLogWords>(
    () => ({
      list: t('tab.log'),
      search: t('log.search'),
      level: t('log.level'),
      from: { info: t('log.from.info'), warn: t('log.from.warn'), error: t('log.from.error') },
      empty: { title: t('log.empty.title'), text: t('log.empty.text') },
      none: { title: t('order.none.title'), text: t('order.none.text') }
    }),
    [t]
  )
  return <ServiceLog service={`acme:${service.name}`} words={words} line={(line) => <AcmeLogItem line={line} />} />
}

function AcmeLogItem({ line }: { readonly line: ServiceLogLine }): ReactElement {
  const { i18n } = useTranslation('acme')
  const facts = logFacts(line.detail)
  // The kind of refusal comes first among the facts.
  const words = facts.map((fact) => problemWords(i18n.language, fact)).find((found) => found !== undefined)
  return (
    <ServiceLogItem
      line={line}
      {...(words === undefined ? {} : { meaning: <Typography variant="body2">{words}</Typography> })}
      facts={facts.map((fact) => (
        <Mono key={fact} value={fact} grouped={false} copy={false} />
      ))}
    />
  )
}
