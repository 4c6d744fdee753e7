import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { Domain } from '../../../src-shared/model/validation.ts'
import { useRead } from '../../live.ts'
import { ActionButton } from '../../ui/action/action-button.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { Sheet } from '../../ui/layout/sheet.tsx'
import { DomainEnds } from './domain-ends.tsx'
import { DomainFacts } from './domain-facts.tsx'
import { PublishPanel } from './publish-panel.tsx'
import { useDomainActions } from './use-domain-actions.tsx'
import { useDomain } from './use-domain.ts'

/** The open row of the list. */
export function DomainSheet(props: { readonly id: number; readonly onClose: () => void }): ReactElement {
  const { t } = useTranslation('domains')
  const { domain, error } = useDomain(props.id)
  if (domain === undefined)
    return (
      <Sheet title={t('one')} onClose={props.onClose}>
        {error === null ? <Skeleton variant="rounded" height={240} /> : <ErrorView error={error} />}
      </Sheet>
    )
  return <LoadedSheet domain={domain} onClose={props.onClose} />
}

function LoadedSheet({ domain, onClose }: { readonly domain: Domain; readonly onClose: () => void }): ReactElement {
  const navigate = useNavigate()
  const rules = useRead('validation.rules', {})
  const { main, rest, dialogs } = useDomainActions(domain)
  return (
    <Sheet
      title={domain.name}
      aside={<StateChip kind="control" state={domain.state} />}
      onExpand={() => void navigate(`/domains/${domain.id}`)}
      onClose={onClose}
      footer={
        <>
          {main.map((action) => (
            <ActionButton key={action.id} action={action} size="small" />
          ))}
          <ActionMenu actions={rest} small />
        </>
      }
    >
      <Box sx={{ display: 'grid', gap: 5, '& > *': { minWidth: 0 } }}>
        <DomainFacts domain={domain} />
        {domain.publish !== null && <PublishPanel domain={domain} publish={domain.publish} />}
        <DomainEnds domain={domain} rules={rules.data} />
      </Box>
      {dialogs}
    </Sheet>
  )
}
