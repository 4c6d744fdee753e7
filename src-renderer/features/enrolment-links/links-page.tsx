import Add from '@mui/icons-material/Add'
import AddLink from '@mui/icons-material/AddLinkOutlined'
import Block from '@mui/icons-material/Block'
import Certificate from '@mui/icons-material/WorkspacePremiumOutlined'
import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { ClaimLinkView } from '../../../src-shared/api/claims.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { TextCell } from '../../ui/grid/text-cell.tsx'
import { usePages } from '../../ui/grid/use-pages.ts'
import { Page } from '../../ui/layout/page.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { LinkState } from './link-state.tsx'

/** Links by which certificates are claimed, the newest first: how far each is, and a way to withdraw it. */
export function LinksPage(): ReactElement {
  const { t } = useTranslation('enrolment-links')
  const navigate = useNavigate()
  const toast = useToast()
  const pages = usePages('claim.list', { limit: 100 })
  const withdraw = useCommand('claim.withdraw')
  const [asked, setAsked] = useState<ClaimLinkView | null>(null)
  const maySee = useMay('certificate.read')
  const columns = useMemo(
    () =>
      linkColumns(t, (row) => [
        ...(row.certificateId === null || !maySee
          ? []
          : [
              {
                id: 'claim.certificate',
                label: t('column.certificate'),
                icon: Certificate,
                run: () => void navigate(`/certificates/${row.certificateId ?? ''}`)
              }
            ]),
        ...(row.state === 'sent' || row.state === 'opened'
          ? [
              {
                id: 'claim.withdraw',
                label: t('withdraw.label'),
                icon: Block,
                tone: 'danger' as const,
                run: () => {
                  setAsked(row)
                }
              }
            ]
          : [])
      ]),
    [t, maySee, navigate]
  )
  const actions = useMemo<readonly Action[]>(
    () => [
      {
        id: 'claim.new',
        label: t('add'),
        icon: Add,
        tone: 'primary' as const,
        run: () => void navigate('/enrolment-links/new')
      }
    ],
    [t, navigate]
  )
  useActions(actions)
  const open = ({ certificateId }: ClaimLinkView): void => {
    if (certificateId !== null && maySee) void navigate(`/certificates/${certificateId}`)
  }
  return (
    <Page title={t('title')} lead={t('lead')} actions={actions} fill>
      <DataTable
        label={t('title')}
        columns={columns}
        pages={pages}
        hiddenColumns={['kind', 'createdBy']}
        onPeek={() => undefined}
        onOpen={open}
        empty={<EmptyState icon={AddLink} title={t('empty.title')} text={t('empty.text')} action={actions[0]} />}
      />
      <ConfirmDialog
        open={asked !== null}
        danger
        title={t('withdraw.title')}
        consequence={t('withdraw.consequence')}
        confirmLabel={t('withdraw.label')}
        busy={withdraw.isPending}
        error={withdraw.error}
        onClose={() => {
          setAsked(null)
        }}
        onConfirm={() => {
          withdraw.mutate(
            { id: asked?.id ?? 0 },
            {
              onSuccess: () => {
                toast({ tone: 'success', text: t('withdraw.done') })
                setAsked(null)
              }
            }
          )
        }}
      />
    </Page>
  )
}

function linkColumns(
  t: TFunction<'enrolment-links'>,
  actionsOf: (row: ClaimLinkView) => readonly Action[]
): GridColDef<ClaimLinkView>[] {
  return [
    {
      field: 'device',
      headerName: t('column.device'),
      flex: 1,
      minWidth: 140,
      cellClassName: 'first-column',
      headerClassName: 'first-column',
      renderCell: ({ row }) => <TextCell text={row.device} />
    },
    {
      field: 'person',
      headerName: t('column.person'),
      flex: 1,
      minWidth: 110,
      renderCell: ({ row }) => <TextCell text={row.person} />
    },
    {
      field: 'state',
      headerName: t('column.state'),
      width: 180,
      renderCell: ({ row }) => <LinkState link={row} />
    },
    {
      field: 'kind',
      headerName: t('column.kind'),
      width: 150,
      valueFormatter: (value: ClaimLinkView['kind']) => t(`kind.${value}`)
    },
    {
      field: 'expiresAt',
      headerName: t('column.expires'),
      width: 150,
      renderCell: ({ row }) => <TimeText at={row.expiresAt} short />
    },
    { field: 'createdBy', headerName: t('column.by'), width: 110 },
    {
      field: 'menu',
      headerName: '',
      width: 60,
      sortable: false,
      renderCell: ({ row }) => {
        const actions = actionsOf(row)
        return actions.length === 0 ? (
          ''
        ) : (
          <ActionMenu small label={t('more', { name: row.device })} actions={actions} />
        )
      }
    }
  ]
}
