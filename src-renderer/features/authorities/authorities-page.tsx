import AccountTree from '@mui/icons-material/AccountTreeOutlined'
import Add from '@mui/icons-material/Add'
import TableRows from '@mui/icons-material/TableRowsOutlined'
import UploadFile from '@mui/icons-material/UploadFileOutlined'
import Skeleton from '@mui/material/Skeleton'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import { useCallback, useMemo, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import type { AuthorityRow } from '../../../src-shared/api/authorities.ts'
import { useRead } from '../../live.ts'
import { useMay } from '../../state/session.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { ErrorView } from '../../ui/display/error-view.tsx'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { useOpenRow } from '../../ui/grid/filter-state.ts'
import { onePage } from '../../ui/grid/one-page.ts'
import { ListLayout } from '../../ui/layout/list-layout.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { authorityColumns } from './authority-columns.tsx'
import { AuthorityRowMenu } from './authority-row-menu.tsx'
import { AuthoritySheet } from './authority-sheet.tsx'
import { Hierarchy } from './hierarchy.tsx'

/** The authorities, as a tree of who signed whom or as a table, with the sheet of the open one. */
export function AuthoritiesPage(): ReactElement {
  const { t } = useTranslation('authorities')
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const asTable = params.get('view') === 'table'
  const [openId, open] = useOpenRow()
  const mayCreate = useMay('authority.create')
  const read = useRead('authority.list', {})
  const rows = read.data?.authorities
  const columns = useMemo(() => authorityColumns(t), [t])
  const openPage = useCallback((id: number) => void navigate(`/authorities/${id}`), [navigate])
  const actions = useMemo<readonly Action[]>(
    () =>
      mayCreate
        ? [
            {
              id: 'authority.import',
              label: t('action.import'),
              icon: UploadFile,
              run: () => void navigate('/authorities/import')
            },
            {
              id: 'authority.create',
              label: t('action.create'),
              icon: Add,
              tone: 'primary' as const,
              run: () => void navigate('/authorities/new')
            }
          ]
        : [],
    [t, mayCreate, navigate]
  )
  useActions(actions)
  const empty = (
    <EmptyState icon={AccountTree} title={t('empty.title')} text={t('empty.text')} action={actions.at(-1)} />
  )
  return (
    <ListLayout
      sheet={
        openId !== null && (
          <AuthoritySheet
            key={openId}
            id={openId}
            onClose={() => {
              open(null)
            }}
          />
        )
      }
    >
      <Page
        title={t('title')}
        fill
        actions={actions}
        aside={
          <ToggleButtonGroup
            exclusive
            size="small"
            aria-label={t('view.label')}
            value={asTable ? 'table' : 'tree'}
            onChange={(_, view: string | null) => {
              if (view === null) return
              setParams(
                (before) => {
                  const after = new URLSearchParams(before)
                  if (view === 'table') after.set('view', 'table')
                  else after.delete('view')
                  return after
                },
                { replace: true }
              )
            }}
          >
            <ToggleButton value="tree" aria-label={t('view.tree')} sx={{ py: 0.5 }}>
              <AccountTree fontSize="small" />
            </ToggleButton>
            <ToggleButton value="table" aria-label={t('view.table')} sx={{ py: 0.5 }}>
              <TableRows fontSize="small" />
            </ToggleButton>
          </ToggleButtonGroup>
        }
      >
        {asTable ? (
          <DataTable<AuthorityRow>
            label={t('title')}
            columns={columns}
            pages={onePage({ rows, error: read.error, retry: () => void read.refetch() })}
            openId={openId}
            onPeek={({ id }) => {
              open(id)
            }}
            onOpen={({ id }) => {
              openPage(id)
            }}
            rowMenu={(row, menu) => <AuthorityRowMenu row={row} {...menu} />}
            empty={empty}
          />
        ) : read.error !== null ? (
          <ErrorView error={read.error} onRetry={() => void read.refetch()} />
        ) : rows === undefined ? (
          <Skeleton variant="rounded" height={240} />
        ) : rows.length === 0 ? (
          empty
        ) : (
          <Hierarchy rows={rows} openId={openId} onPeek={open} onOpen={openPage} />
        )}
      </Page>
    </ListLayout>
  )
}
