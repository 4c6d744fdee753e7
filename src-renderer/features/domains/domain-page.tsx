import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import type { Domain } from '../../../src-shared/model/validation.ts'
import { useRead } from '../../live.ts'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { ValidityBar } from '../../ui/display/validity-bar.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { Section } from '../../ui/layout/section.tsx'
import { EvidenceList } from '../../ui/proof/evidence-list.tsx'
import { NotFound } from '../../ui/shell/not-found.tsx'
import { DomainEnds } from './domain-ends.tsx'
import { DomainFacts } from './domain-facts.tsx'
import { PublishPanel } from './publish-panel.tsx'
import { useDomainActions } from './use-domain-actions.tsx'
import { useDomain } from './use-domain.ts'

/** One domain: its proof, until when it counts for whom, what to publish, and all that was seen. */
export function DomainPage(): ReactElement {
  const { t } = useTranslation('domains')
  const id = Number(useParams()['id'])
  const { domain, missing, error } = useDomain(id)
  if (missing) return <NotFound />
  if (domain === undefined)
    return (
      <Page title={t('one')}>
        {error === null ? <Skeleton variant="rounded" height={320} /> : <ErrorView error={error} />}
      </Page>
    )
  return <LoadedPage key={id} domain={domain} />
}

function LoadedPage({ domain }: { readonly domain: Domain }): ReactElement {
  const { t } = useTranslation('domains')
  const { main, rest, dialogs } = useDomainActions(domain)
  const rules = useRead('validation.rules', {})
  const shown = useRead('domain.show', { name: domain.name, organization: domain.organizationId })
  const { verifiedAt, expiresAt, publish } = domain
  return (
    <Page
      title={domain.name}
      aside={<StateChip kind="control" state={domain.state} />}
      actions={main}
      menu={<ActionMenu actions={rest} />}
    >
      {verifiedAt !== null && expiresAt !== null && expiresAt > verifiedAt && (
        <Box sx={{ maxWidth: 720 }}>
          <ValidityBar notBefore={verifiedAt} notAfter={expiresAt} />
        </Box>
      )}
      <Box
        sx={{
          display: 'grid',
          gap: 4,
          gridTemplateColumns: { xs: 'minmax(0, 1fr)', lg: 'minmax(0, 1fr) minmax(0, 1fr)' },
          alignItems: 'start'
        }}
      >
        <Box sx={{ display: 'grid', gap: 4, minWidth: 0 }}>
          {publish !== null && <PublishPanel domain={domain} publish={publish} />}
          <Section title={t('facts')}>
            <DomainFacts domain={domain} />
          </Section>
          <DomainEnds domain={domain} rules={rules.data} />
        </Box>
        <Section title={t('evidence')}>
          {shown.data === undefined ? (
            shown.error === null ? (
              <Skeleton variant="rounded" height={160} />
            ) : (
              <ErrorView error={shown.error} />
            )
          ) : (
            <EvidenceList evidence={shown.data.evidence} asGiven />
          )}
        </Section>
      </Box>
      {dialogs}
    </Page>
  )
}
