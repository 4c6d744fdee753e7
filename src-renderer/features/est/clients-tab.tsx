import Block from '@mui/icons-material/Block'
import Cached from '@mui/icons-material/CachedOutlined'
import { useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { EstClient } from '../../../src-shared/api/est.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import type { Action } from '../../ui/action/action.ts'
import { ClientTable } from '../../ui/device-services/client-table.tsx'
import { ClientDialogs, type ClientDialog } from './client-dialogs.tsx'
import type { TabProps } from './service-page.tsx'

/** Who may enrol, by password or certificate. */
export function ClientsTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('est')
  const mayEdit = useMay('service.edit')
  const read = useRead('est.client-list', { service: service.id })
  const [shown, setShown] = useState<ClientDialog | null>(null)
  const actionsFor = (client: EstClient): readonly Action[] =>
    !mayEdit || client.state === 'revoked'
      ? []
      : [
          ...(client.kind === 'password'
            ? [
                {
                  id: 'est.client-rotate',
                  label: t('client.rotate'),
                  icon: Cached,
                  run: () => {
                    setShown({ kind: 'rotate', client })
                  }
                }
              ]
            : []),
          {
            id: 'est.client-revoke',
            label: t('client.revoke'),
            icon: Block,
            tone: 'danger' as const,
            run: () => {
              setShown({ kind: 'revoke', client })
            }
          }
        ]
  return (
    <>
      <ClientTable
        protocol="est"
        clients={read.data?.clients}
        error={read.error}
        retry={() => void read.refetch()}
        usesLabel={t('client.uses')}
        cells={(client) => ({
          by: t(`client.kind.${client.kind}`),
          subject: client.subject ?? [],
          names: client.names,
          validity: client.validity,
          uses: client.maxUses === null ? client.uses : t('client.usesOf', { used: client.uses, most: client.maxUses }),
          actions: actionsFor(client)
        })}
      />
      {shown !== null && (
        <ClientDialogs
          service={service}
          shown={shown}
          onClose={() => {
            setShown(null)
          }}
        />
      )}
    </>
  )
}
