import Block from '@mui/icons-material/Block'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { CmpClient } from '../../../src-shared/api/cmp.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import type { Action } from '../../ui/action/action.ts'
import { ClientTable } from '../../ui/device-services/client-table.tsx'
import { RevokeClientDialog } from '../../ui/device-services/revoke-client-dialog.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import type { TabProps } from './service-page.tsx'

/** Who may ask: devices with a secret or a certificate, and registration authorities. */
export function ClientsTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('cmp')
  const mayEdit = useMay('service.edit')
  const read = useRead('cmp.client-list', { service: service.id })
  const [asked, setAsked] = useState<CmpClient | null>(null)
  const actionsFor = (client: CmpClient): readonly Action[] =>
    !mayEdit || client.state === 'revoked'
      ? []
      : [
          {
            id: 'cmp.client-revoke',
            label: t('client.revoke'),
            icon: Block,
            tone: 'danger',
            run: () => {
              setAsked(client)
            }
          }
        ]
  return (
    <>
      <ClientTable
        protocol="cmp"
        clients={read.data?.clients}
        error={read.error}
        retry={() => void read.refetch()}
        usesLabel={t('client.usesLeft')}
        cells={(client) => ({
          mark: client.ra ? t('client.isRa') : undefined,
          by:
            client.reference === null ? (
              (client.certificateSubject ?? t('client.kind.certificate'))
            ) : (
              <Mono key="by" value={client.reference} grouped={false} />
            ),
          subject: client.bound?.subject ?? [],
          names: (client.bound?.alternativeNames ?? []).map(({ value }) => value),
          validity: client.bound?.validity ?? null,
          uses: client.usesLeft ?? t('client.unlimited'),
          actions: actionsFor(client)
        })}
      />
      {asked !== null && (
        <RevokeClientDialog
          protocol="cmp"
          client={asked}
          onClose={() => {
            setAsked(null)
          }}
        />
      )}
    </>
  )
}
