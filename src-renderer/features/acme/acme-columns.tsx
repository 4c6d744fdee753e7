import Block from '@mui/icons-material/Block'
import Link from '@mui/material/Link'
import type { GridColDef } from '@mui/x-data-grid'
import type { TFunction } from 'i18next'
import { Link as RouterLink } from 'react-router'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import { LinkFor } from '../../ui/display/link-for.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { TextCell } from '../../ui/grid/text-cell.tsx'
import type { RowOf } from '../../ui/grid/use-pages.ts'

type Account = RowOf<'acme.accounts'>
type Order = RowOf<'acme.orders'>

const first = { cellClassName: 'first-column', headerClassName: 'first-column' } as const

/** @returns the names of an order as one text */
export function orderNames({ identifiers }: Pick<Order, 'identifiers'>): string {
  return identifiers.map(({ value }) => value).join(', ')
}

/** @param close closes an account; left out where that may not be done */
export function accountColumns(t: TFunction, close: ((account: Account) => void) | undefined): GridColDef<Account>[] {
  return [
    {
      field: 'contacts',
      headerName: t('account.contacts'),
      flex: 1,
      minWidth: 160,
      ...first,
      valueGetter: (_, row) => row.contacts.join(', '),
      renderCell: ({ row }) => (
        <TextCell
          text={
            row.contacts.length === 0
              ? t('account.nameless', { id: row.id })
              : row.contacts.map((contact) => contact.replace(/^mailto:/, '')).join(', ')
          }
        />
      )
    },
    {
      field: 'status',
      headerName: t('credential.state'),
      width: 180,
      renderCell: ({ row }) => <StateChip kind="acmeAccount" state={row.status} />
    },
    {
      field: 'orders',
      headerName: t('tab.orders'),
      width: 110,
      align: 'right',
      headerAlign: 'right',
      renderCell: ({ row }) => (
        <Link
          component={RouterLink}
          to={`/services/acme/${row.serviceId}?tab=orders&account=${row.id}`}
          aria-label={t('account.ordersOf', { id: row.id, count: row.orders })}
        >
          {row.orders}
        </Link>
      )
    },
    {
      field: 'eabName',
      headerName: t('account.credential'),
      width: 130,
      valueGetter: (_, row) => row.eabName ?? '',
      renderCell: ({ row }) => row.eabName ?? '–'
    },
    { field: 'keyType', headerName: t('account.keyType'), width: 110 },
    { field: 'createdFrom', headerName: t('account.from'), width: 140 },
    {
      field: 'createdAt',
      type: 'dateTime',
      align: 'left',
      headerAlign: 'left',
      valueGetter: (_, row) => new Date(row.createdAt),
      headerName: t('account.since'),
      width: 110,
      renderCell: ({ row }) => <TimeText at={row.createdAt} precision="day" short />
    },
    {
      field: 'thumbprint',
      headerName: t('account.thumbprint'),
      width: 220,
      renderCell: ({ row }) => <Mono value={row.thumbprint} grouped={false} short={16} />
    },
    ...(close === undefined
      ? []
      : [
          {
            field: 'menu',
            headerName: '',
            width: 64,
            renderCell: ({ row }: { readonly row: Account }) =>
              row.status === 'valid' ? (
                <ActionMenu
                  small
                  label={t('moreFor', { name: t('account.nameless', { id: row.id }) })}
                  actions={[
                    {
                      id: 'acme.account-revoke',
                      label: t('account.close.confirm'),
                      icon: Block,
                      tone: 'danger',
                      run: () => {
                        close(row)
                      }
                    }
                  ]}
                />
              ) : null
          }
        ])
  ]
}

/** Columns of the orders of a service. */
export function orderColumns(t: TFunction): GridColDef<Order>[] {
  return [
    {
      field: 'names',
      headerName: t('order.names'),
      flex: 1.4,
      minWidth: 200,
      ...first,
      valueGetter: (_, row) => orderNames(row),
      renderCell: ({ row }) => <TextCell text={orderNames(row)} />
    },
    {
      field: 'status',
      headerName: t('order.status'),
      width: 180,
      renderCell: ({ row }) => <StateChip kind="acmeOrder" state={row.status} />
    },
    {
      field: 'createdAt',
      type: 'dateTime',
      align: 'left',
      headerAlign: 'left',
      valueGetter: (_, row) => new Date(row.createdAt),
      headerName: t('order.createdAt'),
      width: 230,
      renderCell: ({ row }) => <TimeText at={row.createdAt} />
    },
    {
      field: 'certificateId',
      headerName: t('order.certificate'),
      width: 140,
      renderCell: ({ row }) =>
        row.certificateId === null ? (
          '–'
        ) : (
          <LinkFor may="certificate.read" to={`/certificates/${row.certificateId}`}>
            {t('order.certificateNumber', { id: row.certificateId })}
          </LinkFor>
        )
    },
    {
      field: 'error',
      headerName: t('order.error'),
      flex: 2,
      minWidth: 220,
      valueGetter: (_, row) => row.error?.detail ?? '',
      renderCell: ({ row }) => <TextCell text={row.error?.detail ?? ''} />
    },
    { field: 'accountId', headerName: t('order.account'), width: 100, align: 'right', headerAlign: 'right' },
    { field: 'id', headerName: t('order.id'), width: 80, align: 'right', headerAlign: 'right' }
  ]
}

/** Columns of the certificates that orders ended in. */
export function certificateColumns(t: TFunction): GridColDef<Order>[] {
  return [
    {
      field: 'names',
      headerName: t('order.names'),
      flex: 1.4,
      minWidth: 220,
      ...first,
      valueGetter: (_, row) => orderNames(row),
      renderCell: ({ row }) => <TextCell text={orderNames(row)} />
    },
    {
      field: 'state',
      headerName: t('credential.state'),
      width: 150,
      valueGetter: (_, row) => row.certificate?.state ?? '',
      renderCell: ({ row }) =>
        row.certificate === null ? null : <StateChip kind="certificate" state={row.certificate.state} />
    },
    {
      field: 'createdAt',
      type: 'dateTime',
      align: 'left',
      headerAlign: 'left',
      valueGetter: (_, row) => new Date(row.createdAt),
      headerName: t('order.createdAt'),
      width: 230,
      renderCell: ({ row }) => <TimeText at={row.createdAt} />
    },
    {
      field: 'notAfter',
      type: 'dateTime',
      align: 'left',
      headerAlign: 'left',
      valueGetter: (_, row) => (row.certificate === null ? null : new Date(row.certificate.notAfter)),
      headerName: t('certificate.notAfter'),
      width: 230,
      renderCell: ({ row }) => <TimeText at={row.certificate?.notAfter ?? null} precision="day" />
    },
    {
      field: 'certificateId',
      headerName: t('order.certificate'),
      width: 140,
      renderCell: ({ row }) =>
        row.certificateId === null ? (
          '–'
        ) : (
          <LinkFor may="certificate.read" to={`/certificates/${row.certificateId}`}>
            {t('order.certificateNumber', { id: row.certificateId })}
          </LinkFor>
        )
    },
    { field: 'accountId', headerName: t('order.account'), width: 100, align: 'right', headerAlign: 'right' }
  ]
}
