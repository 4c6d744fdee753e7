import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import type { ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { RequestView } from '../../../src-shared/api/requests.ts'
import { useRead } from '../../live.ts'
import { useOpened } from '../../state/recent.ts'
import { useMay } from '../../state/session.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { WaitingPage } from '../../ui/layout/waiting-page.tsx'
import { Ownership } from './ownership.tsx'
import { RequestBody } from './request-body.tsx'
import { requestName } from './request-columns.tsx'
import { RequestMarks } from './request-sheet.tsx'
import { useRequestActions } from './use-request-actions.tsx'

/** One request on a page of its own. */
export function RequestPage(): ReactElement {
  const { t } = useTranslation('requests')
  const id = Number(useParams()['id'])
  const read = useRead('request.show', { id })
  if (read.data === undefined)
    return <WaitingPage title={t('number', { id })} error={read.error} retry={() => void read.refetch()} />
  return <LoadedPage key={id} request={read.data.request} />
}

function LoadedPage(props: { readonly request: RequestView }): ReactElement {
  const { t } = useTranslation('requests')
  const { request } = props
  useOpened('requests', `/requests/${request.id}`, `#${request.id} ${requestName(request)}`)
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const mayReadProofs = useMay('validation.read')
  const tabs = mayReadProofs ? (['details', 'ownership'] as const) : (['details'] as const)
  const tab = tabs.find((name) => name === params.get('tab')) ?? 'details'
  const waiting = useRead('request.list', { state: ['pending-approval'], limit: 2 })
  const next = waiting.data?.rows.find(({ id }) => id !== request.id)
  const { main, rest, dialogs } = useRequestActions(
    request,
    next === undefined ? undefined : () => void navigate(`/requests/${next.id}`)
  )
  return (
    <Page
      title={requestName(request)}
      lead={t('number', { id: request.id })}
      aside={<RequestMarks request={request} />}
      actions={main}
      menu={<ActionMenu actions={rest} />}
    >
      <Tabs
        value={tab}
        aria-label={t('number', { id: request.id })}
        onChange={(_, next: string) => {
          setParams(next === 'details' ? {} : { tab: next }, { replace: true })
        }}
      >
        {tabs.map((name) => (
          <Tab key={name} value={name} label={t(`tab.${name}`)} id={`tab-${name}`} aria-controls={`panel-${name}`} />
        ))}
      </Tabs>
      <Box role="tabpanel" id={`panel-${tab}`} aria-labelledby={`tab-${tab}`} sx={{ minWidth: 0 }}>
        {tab === 'ownership' ? <Ownership request={request} /> : <RequestBody request={request} wide />}
      </Box>
      {dialogs}
    </Page>
  )
}
