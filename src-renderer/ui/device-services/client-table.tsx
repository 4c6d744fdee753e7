import VpnKey from '@mui/icons-material/VpnKeyOutlined'
import Box from '@mui/material/Box'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import type { ReactElement, ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionMenu } from '../action/action-menu.tsx'
import type { Action } from '../action/action.ts'
import { EmptyState } from '../display/empty-state.tsx'
import { ErrorView } from '../display/error-view.tsx'
import { QuietTable } from '../display/quiet-table.tsx'
import { StateChip } from '../display/state-chip.tsx'
import { TimeText } from '../display/time-text.tsx'
import { Section } from '../layout/section.tsx'
import { BoundsCell } from './bounds-cell.tsx'

/** A party that may ask, as EST and CMP both know it. */
interface Client {
  readonly id: number
  readonly name: string
  readonly state: 'active' | 'used' | 'used-up' | 'expired' | 'revoked'
  readonly expiresAt: number | null
  readonly lastUsedAt: number | null
}

/** Which of the known looks fits. */
const looks = {
  active: 'bound',
  used: 'pending',
  'used-up': 'pending',
  expired: 'expired',
  revoked: 'revoked'
} as const satisfies Readonly<Record<Client['state'], string>>

/** What a protocol says of one client. */
interface ClientCells {
  /** A word below the name. */
  readonly mark?: string | undefined
  /** How it proves itself. */
  readonly by: ReactNode
  readonly subject: readonly { readonly type: string; readonly value: string }[]
  readonly names: readonly string[]
  /** Span that its certificates hold; null as the profile says. */
  readonly validity: string | null
  readonly uses: ReactNode
  readonly actions: readonly Action[]
}

/** Who may ask a service of EST or CMP, by secret or certificate. */
export function ClientTable<C extends Client>(props: {
  readonly protocol: 'est' | 'cmp'
  readonly clients: readonly C[] | undefined
  readonly error: unknown
  readonly retry: () => void
  readonly usesLabel: string
  readonly cells: (client: C) => ClientCells
}): ReactElement {
  const { t } = useTranslation(props.protocol)
  const { clients, error } = props
  if (clients === undefined)
    return error === null ? (
      <Skeleton variant="rounded" height={240} />
    ) : (
      <ErrorView error={error} onRetry={props.retry} />
    )
  const row = (client: C): readonly ReactNode[] => {
    const { mark, by, subject, names, validity, uses, actions } = props.cells(client)
    return [
      <Box key="name" sx={{ whiteSpace: 'nowrap' }}>
        <Box sx={{ fontWeight: 600 }}>{client.name}</Box>
        {mark !== undefined && (
          <Typography variant="caption" color="textSecondary" component="div">
            {mark}
          </Typography>
        )}
      </Box>,
      <StateChip key="state" kind="eab" state={looks[client.state]} label={t(`client.is.${client.state}`)} />,
      by,
      <BoundsCell
        key="for"
        text={[...subject.map(({ type, value }) => `${type}=${value}`), ...names].join(', ') || t('client.anything')}
        validity={validity}
      />,
      uses,
      client.expiresAt === null ? t('client.never') : <TimeText key="end" at={client.expiresAt} short />,
      client.lastUsedAt === null ? t('client.unused') : <TimeText key="used" at={client.lastUsedAt} short />,
      <ActionMenu key="menu" actions={actions} label={t('device-services:action.more', { name: client.name })} small />
    ]
  }
  return (
    <Section title={t('tab.clients')} lead={t('client.lead')} flush>
      {clients.length === 0 ? (
        <EmptyState icon={VpnKey} title={t('client.empty.title')} text={t('client.empty.text')} />
      ) : (
        <QuietTable
          label={t('tab.clients')}
          head={[
            t('client.name'),
            t('client.state'),
            t('client.by'),
            t('client.for'),
            props.usesLabel,
            t('client.expires'),
            t('client.lastUsed'),
            ''
          ]}
          rows={clients.map((client) => ({ key: client.id, cells: row(client) }))}
        />
      )}
    </Section>
  )
}
