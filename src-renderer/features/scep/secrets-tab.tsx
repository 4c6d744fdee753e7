import Block from '@mui/icons-material/Block'
import VpnKey from '@mui/icons-material/VpnKeyOutlined'
import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ScepChallenge } from '../../../src-shared/api/scep.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { durationIn } from '../../ui/display/duration-words.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { TextCell } from '../../ui/grid/text-cell.tsx'
import { usePages } from '../../ui/grid/use-pages.ts'
import { useToast } from '../../ui/toasts.tsx'
import type { TabProps } from './service-page.tsx'

/** The challenges of a service without themselves: what each is for and whether it is still good. */
export function SecretsTab({ service }: TabProps): ReactElement {
  const { t } = useTranslation('scep')
  const locale = useLocale()
  const toast = useToast()
  const mayEdit = useMay('service.edit')
  const pages = usePages('scep.challenges', { service: service.id, limit: 100 })
  const revoke = useCommand('scep.challenge-revoke')
  const [asked, setAsked] = useState<ScepChallenge | null>(null)
  const columns = useMemo(() => secretColumns(t, locale, mayEdit ? setAsked : null), [t, locale, mayEdit])
  return (
    <>
      <DataTable
        label={t('tab.secrets')}
        columns={columns}
        pages={pages}
        hiddenColumns={hidden}
        onPeek={() => undefined}
        onOpen={() => undefined}
        empty={<EmptyState icon={VpnKey} title={t('secret.empty.title')} text={t('secret.empty.text')} />}
      />
      <ConfirmDialog
        open={asked !== null}
        danger
        title={t('secret.revoke.title')}
        consequence={t(`secret.revoke.${asked?.kind === 'static' ? 'static' : 'one'}`)}
        confirmLabel={t('secret.revoke.confirm')}
        busy={revoke.isPending}
        error={revoke.error}
        onClose={() => {
          setAsked(null)
        }}
        onConfirm={() => {
          revoke.mutate(
            { id: asked?.id ?? 0 },
            {
              onSuccess: () => {
                toast({ tone: 'success', text: t('secret.revoke.done') })
                setAsked(null)
              }
            }
          )
        }}
      />
    </>
  )
}

/** With it the list would scroll sideways in a window of 1280. */
const hidden = ['createdBy']

/** Which of the known looks fits. */
const looks = { open: 'pending', used: 'bound', revoked: 'revoked', expired: 'expired' } as const

function secretColumns(
  t: TFunction<'scep'>,
  locale: string,
  onRevoke: ((row: ScepChallenge) => void) | null
): GridColDef<ScepChallenge>[] {
  return [
    {
      field: 'label',
      headerName: t('secret.label'),
      flex: 1,
      minWidth: 140,
      cellClassName: 'first-column',
      headerClassName: 'first-column',
      renderCell: ({ row }) => <TextCell text={row.label === '' ? `${t('secret.one')} ${row.id}` : row.label} />
    },
    {
      field: 'state',
      headerName: t('secret.state'),
      width: 180,
      renderCell: ({ row }) => <StateChip kind="eab" state={looks[row.state]} label={t(`secret.is.${row.state}`)} />
    },
    {
      field: 'kind',
      headerName: t('secret.kind'),
      width: 190,
      valueFormatter: (value: ScepChallenge['kind']) => t(`method.${value}.name`)
    },
    {
      field: 'names',
      headerName: t('secret.for'),
      flex: 2,
      minWidth: 200,
      valueGetter: (_, { names, subject, validity }) => {
        const named = [...subject.map(({ type, value }) => `${type}=${value}`), ...names.map(({ value }) => value)]
        const span =
          validity === null ? [] : [t('device-services:validity.for', { span: durationIn(validity, locale) })]
        const parts = [...(named.length === 0 ? [] : [named.join(', ')]), ...span]
        return parts.length === 0 ? t('secret.anything') : parts.join(' · ')
      },
      renderCell: ({ value }) => <TextCell text={String(value)} />
    },
    { field: 'uses', headerName: t('secret.uses'), width: 90, type: 'number' },
    {
      field: 'expiresAt',
      headerName: t('secret.expires'),
      type: 'dateTime',
      width: 160,
      valueGetter: (_, { expiresAt }) => (expiresAt === null ? null : new Date(expiresAt)),
      renderCell: ({ row }) => (row.expiresAt === null ? t('secret.never') : <TimeText at={row.expiresAt} short />)
    },
    { field: 'createdBy', headerName: t('secret.by'), width: 110 },
    {
      field: 'menu',
      headerName: '',
      width: 60,
      sortable: false,
      renderCell: ({ row }) =>
        onRevoke === null || row.state !== 'open' ? (
          ''
        ) : (
          <ActionMenu
            small
            label={t('device-services:action.more', { name: `${t('secret.one')} ${row.id}` })}
            actions={[
              {
                id: 'scep.challenge-revoke',
                label: t('secret.revoke.confirm'),
                icon: Block,
                tone: 'danger',
                run: () => {
                  onRevoke(row)
                }
              }
            ]}
          />
        )
    }
  ]
}
