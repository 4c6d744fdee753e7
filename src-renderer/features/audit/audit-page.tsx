import Download from '@mui/icons-material/FileDownloadOutlined'
import Anchor from '@mui/icons-material/AnchorOutlined'
import FactCheck from '@mui/icons-material/FactCheckOutlined'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { operations } from '../../../src-shared/api/index.ts'
import { call } from '../../client.ts'
import { useCommand } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { useSave } from '../../ui/files/use-save.ts'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { FilterBar, type Filter } from '../../ui/grid/filter-bar.tsx'
import { useFilters, useOpenRow } from '../../ui/grid/filter-state.ts'
import { SavedViews } from '../../ui/grid/saved-views.tsx'
import { usePages } from '../../ui/grid/use-pages.ts'
import { ListLayout } from '../../ui/layout/list-layout.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { auditColumns, type AuditLine } from './audit-columns.tsx'
import { auditFilterKeys, auditQuery } from './audit-query.ts'
import { AuditSheet } from './audit-sheet.tsx'
import { VerifyPanel } from './verify-panel.tsx'

const kinds = ['authority', 'certificate', 'request', 'profile', 'crl', 'operator', 'role', 'settings'] as const

/** Operations that leave a row, for the filter. */
const written = Object.entries(operations)
  .filter(([, { effect }]) => effect !== 'read')
  .map(([name]) => name)

/** The audit log: filters, detail, the walk over its chain, export. */
export function AuditPage(): ReactElement {
  const { t } = useTranslation('audit')
  const navigate = useNavigate()
  const { values, set, clear } = useFilters(auditFilterKeys)
  const [openId, open] = useOpenRow()
  const [today] = useState(() => Math.floor(Date.now() / 60_000) * 60_000)
  const query = useMemo(() => auditQuery(values, today), [values, today])
  const pages = usePages('audit.list', query)
  const lines = useMemo(
    () => ({
      ...pages,
      page:
        pages.page === undefined
          ? undefined
          : { ...pages.page, rows: pages.page.rows.map((row) => ({ ...row, id: row.seq })) },
      readAll: async (limit: number): Promise<readonly AuditLine[]> =>
        (await pages.readAll(limit)).map((row) => ({ ...row, id: row.seq }))
    }),
    [pages]
  )
  const openRow = lines.page?.rows.find(({ id }) => id === openId)
  const verify = useCommand('audit.verify')
  const { busy, save } = useSave()
  const mayExport = useMay('audit.export')
  const { mutate: walk, isPending: walking } = verify
  const actions = useMemo<readonly Action[]>(
    () => [
      ...(mayExport
        ? [
            {
              id: 'audit.export',
              label: t('action.export'),
              icon: Download,
              blocked: busy ? t('action.exporting') : undefined,
              run: () => {
                save(async () => (await call('audit.export', query)).file)
              }
            }
          ]
        : []),
      {
        id: 'audit.anchors',
        label: t('action.anchors'),
        icon: Anchor,
        run: () => {
          void navigate('/audit/anchors')
        }
      },
      {
        id: 'audit.verify',
        label: t('action.verify'),
        icon: FactCheck,
        tone: 'primary',
        blocked: walking ? t('action.walking') : undefined,
        run: () => {
          walk({})
        }
      }
    ],
    [t, mayExport, query, walk, walking, busy, save, navigate]
  )
  useActions(actions)
  const columns = useMemo(() => auditColumns(t), [t])
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        key: 'since',
        label: t('filter.since'),
        single: true,
        options: [1, 7, 30, 90].map((days) => ({ value: String(days), label: t('filter.days', { count: days }) }))
      },
      {
        key: 'outcome',
        label: t('column.outcome'),
        single: true,
        options: (['ok', 'refused', 'failed'] as const).map((value) => ({
          value,
          label: t(`ui:state.outcome.${value}`)
        }))
      },
      {
        key: 'objectKind',
        label: t('column.object'),
        single: true,
        options: kinds.map((value) => ({ value, label: t(`kind.${value}`) }))
      },
      {
        key: 'operation',
        label: t('column.operation'),
        single: true,
        options: written.map((value) => ({ value, label: value }))
      },
      ...(values['actor'] === undefined ? [] : [{ key: 'actor', label: t('column.actor'), single: true, options: [] }]),
      ...(values['objectId'] === undefined
        ? []
        : [{ key: 'objectId', label: t('filter.objectId'), single: true, options: [] }])
    ],
    [t, values]
  )
  const filtered = Object.keys(values).length > 0
  return (
    <ListLayout
      sheet={
        openRow !== undefined && (
          <AuditSheet
            key={openRow.id}
            row={openRow}
            onClose={() => {
              open(null)
            }}
          />
        )
      }
    >
      <Page title={t('title')} fill actions={actions}>
        {verify.data !== undefined && <VerifyPanel result={verify.data} />}
        <ErrorView error={verify.error} />
        <FilterBar filters={filters} values={values} onChange={set} onClear={clear} textLabel={t('search')}>
          <SavedViews list="audit" keys={auditFilterKeys} />
        </FilterBar>
        <DataTable<AuditLine>
          label={t('title')}
          columns={columns}
          pages={lines}
          openId={openId}
          onPeek={({ id }) => {
            open(id)
          }}
          onOpen={({ id }) => {
            open(id)
          }}
          empty={
            <EmptyState
              icon={FactCheck}
              title={t(filtered ? 'empty.none' : 'empty.title')}
              text={t(filtered ? 'empty.noneText' : 'empty.text')}
              action={filtered ? { id: 'filter.clear', label: t('ui:filter.clear'), run: clear } : undefined}
            />
          }
        />
      </Page>
    </ListLayout>
  )
}
