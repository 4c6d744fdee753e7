import Delete from '@mui/icons-material/DeleteOutlined'
import Download from '@mui/icons-material/FileDownloadOutlined'
import Assessment from '@mui/icons-material/AssessmentOutlined'
import IconButton from '@mui/material/IconButton'
import Typography from '@mui/material/Typography'
import type { GridColDef } from '@mui/x-data-grid'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportRun } from '../../../src-shared/api/reports.ts'
import { reportWords } from '../../../src-shared/model/report-words.ts'
import { call } from '../../client.ts'
import { useCommand } from '../../live.ts'
import { useMay, useSession } from '../../state/session.tsx'
import { ConfirmDialog } from '../../ui/dialog/confirm-dialog.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { Mono } from '../../ui/display/mono.tsx'
import { StateChip } from '../../ui/display/state-chip.tsx'
import { TimeText } from '../../ui/display/time-text.tsx'
import { useLocale } from '../../ui/display/use-locale.ts'
import { useSave } from '../../ui/files/use-save.ts'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { usePages } from '../../ui/grid/use-pages.ts'
import { useFileLanguage } from './file-language.ts'

/** Every report that was made, newest first: who, when, with what, and its file again. */
export function HistoryTab(): ReactElement {
  const { t } = useTranslation('reports')
  const pages = usePages('report.history', {})
  const { save } = useSave()
  const [removing, setRemoving] = useState<ReportRun | null>(null)
  const remove = useCommand('report.delete')
  const columns = useColumns(({ id }) => {
    save(async () => (await call('report.download', { id })).file)
  }, setRemoving)
  return (
    <>
      <DataTable
        label={t('history.label')}
        columns={columns}
        pages={pages}
        hiddenColumns={['sha256', 'size']}
        onPeek={() => undefined}
        onOpen={(row) => {
          if (row.fileName !== null) save(async () => (await call('report.download', { id: row.id })).file)
        }}
        empty={<EmptyState icon={Assessment} title={t('history.empty')} text={t('history.emptyText')} />}
      />
      <ConfirmDialog
        open={removing !== null}
        danger
        title={t('history.deleteTitle')}
        consequence={t('history.deleteText')}
        confirmLabel={t('history.deleteAction')}
        busy={remove.isPending}
        error={remove.error}
        onClose={() => {
          setRemoving(null)
        }}
        onConfirm={() => {
          remove.mutate(
            { id: removing?.id ?? 0 },
            {
              onSuccess: () => {
                setRemoving(null)
              }
            }
          )
        }}
      />
    </>
  )
}

function useColumns(
  onSave: (row: ReportRun) => void,
  onRemove: (row: ReportRun) => void
): readonly GridColDef<ReportRun>[] {
  const { t } = useTranslation('reports')
  const locale = useLocale()
  const words = reportWords(useFileLanguage())
  const { operator } = useSession()
  const mayRun = useMay('report.run')
  const mayAll = useMay('report.schedule')
  return useMemo(() => {
    const number = (value: number): string => value.toLocaleString(locale)
    const nameOf = (row: ReportRun): string => row.fileName ?? words.titles[row.report]
    return [
      {
        field: 'report',
        headerName: t('history.report'),
        minWidth: 190,
        flex: 1,
        cellClassName: 'first-column',
        headerClassName: 'first-column',
        valueGetter: (_, row) => words.titles[row.report]
      },
      {
        field: 'actions',
        headerName: '',
        width: 110,
        sortable: false,
        disableExport: true,
        renderCell: ({ row }) => (
          <>
            {row.fileName === null ? (
              row.state === 'done' && (
                <Typography variant="caption" color="textSecondary">
                  {t('history.gone')}
                </Typography>
              )
            ) : (
              <IconButton
                size="small"
                aria-label={t('history.download', { name: nameOf(row) })}
                onClick={() => {
                  onSave(row)
                }}
              >
                <Download fontSize="small" />
              </IconButton>
            )}
            {mayRun && (mayAll || row.operator === operator.name) && (
              <IconButton
                size="small"
                aria-label={t('history.delete', { name: nameOf(row) })}
                onClick={() => {
                  onRemove(row)
                }}
              >
                <Delete fontSize="small" />
              </IconButton>
            )}
          </>
        )
      },
      {
        field: 'endedAt',
        headerName: t('history.at'),
        type: 'dateTime',
        width: 230,
        valueGetter: (value: number) => new Date(value),
        renderCell: ({ row }) => <TimeText at={row.endedAt} />
      },
      { field: 'operator', headerName: t('history.by'), width: 110 },
      {
        field: 'parameters',
        headerName: t('history.parameters'),
        minWidth: 180,
        flex: 1,
        valueGetter: (_, { parameters: { from, to, authorityName, profileName, states } }) =>
          [
            from === null && to === null
              ? t('history.everything')
              : [from, to].map((at) => (at === null ? '…' : new Date(at).toISOString().slice(0, 10))).join(' – '),
            authorityName,
            profileName,
            ...states.map((state) => words.values[state] ?? state)
          ]
            .filter((part) => part !== null)
            .join(', ')
      },
      {
        field: 'state',
        headerName: t('history.state'),
        width: 150,
        valueGetter: (_, row) => t(`history.${row.state}`),
        renderCell: ({ row }) => (
          <span title={row.message}>
            <StateChip
              kind="outcome"
              state={row.state === 'done' ? 'ok' : 'failed'}
              label={t(`history.${row.state}`)}
            />
          </span>
        )
      },
      {
        field: 'format',
        headerName: t('history.file'),
        width: 80,
        valueFormatter: (value: string) => value.toUpperCase()
      },
      { field: 'rows', headerName: t('history.rows'), type: 'number', width: 100, valueFormatter: number },
      { field: 'size', headerName: t('history.size'), type: 'number', width: 110, valueFormatter: number },
      {
        field: 'sha256',
        headerName: t('history.hash'),
        width: 180,
        renderCell: ({ row }) => row.sha256 !== null && <Mono value={row.sha256} short={12} />
      }
    ]
  }, [t, locale, words, operator.name, mayRun, mayAll, onSave, onRemove])
}
