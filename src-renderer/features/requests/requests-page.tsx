import Add from '@mui/icons-material/Add'
import Check from '@mui/icons-material/Check'
import Close from '@mui/icons-material/Close'
import Focus from '@mui/icons-material/CenterFocusStrongOutlined'
import Inbox from '@mui/icons-material/MoveToInboxOutlined'
import { useCallback, useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { RequestRow } from '../../../src-shared/model/request.ts'
import { useMay } from '../../state/session.tsx'
import { useView } from '../../state/view-state.tsx'
import { useActions } from '../../ui/action/action-registry.tsx'
import type { Action } from '../../ui/action/action.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { FilterBar } from '../../ui/grid/filter-bar.tsx'
import { useFilters, useOpenRow } from '../../ui/grid/filter-state.ts'
import { SavedViews } from '../../ui/grid/saved-views.tsx'
import { usePages } from '../../ui/grid/use-pages.ts'
import { ListLayout } from '../../ui/layout/list-layout.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { DecideManyDialog } from './decide-many-dialog.tsx'
import { requestColumns } from './request-columns.tsx'
import { requestFilterKeys, requestQuery } from './request-query.ts'
import { RequestRowMenu } from './request-row-menu.tsx'
import { RequestSheet } from './request-sheet.tsx'
import { useRequestFilters } from './use-request-filters.ts'

/** Shown are the columns that fit a window of 1280 px in both languages. */
const hidden = ['names', 'createdAt', 'kind', 'authorityName', 'keyDescription'] as const

interface Deciding {
  readonly decision: 'approve' | 'decline'
  readonly rows: readonly RequestRow[]
  readonly clear: () => void
}

/** The queue with the sheet of the open request. */
export function RequestsPage(): ReactElement {
  const { t } = useTranslation('requests')
  const navigate = useNavigate()
  const scope = useView((view) => view.authorityScope)
  const { values, set, clear } = useFilters(requestFilterKeys)
  const [openId, open] = useOpenRow()
  const [deciding, setDeciding] = useState<Deciding | null>(null)
  const mayApprove = useMay('request.approve')
  const mayAsk = useMay('request.submit')
  const seesAll = useMay('request.read')
  const input = useMemo(() => requestQuery(values, scope), [values, scope])
  const pages = usePages('request.list', input)
  const columns = useMemo(() => requestColumns(t), [t])
  const filters = useRequestFilters()
  const peek = useCallback(
    (row: RequestRow) => {
      open(row.id)
    },
    [open]
  )
  const openPage = useCallback((row: RequestRow) => void navigate(`/requests/${row.id}`), [navigate])
  const bulk = useCallback(
    (rows: readonly RequestRow[], clearChoice: () => void): readonly Action[] => [
      {
        id: 'request.approve-many',
        label: t('action.approve'),
        icon: Check,
        tone: 'primary',
        run: () => {
          setDeciding({ decision: 'approve', rows, clear: clearChoice })
        }
      },
      {
        id: 'request.decline-many',
        label: t('action.decline'),
        icon: Close,
        run: () => {
          setDeciding({ decision: 'decline', rows, clear: clearChoice })
        }
      }
    ],
    [t]
  )
  const fresh: Action = {
    id: 'request.new-here',
    label: t('action.new'),
    icon: Add,
    tone: 'primary',
    run: () => void navigate('/requests/new')
  }
  const focus = useMemo<readonly Action[]>(
    () =>
      mayApprove
        ? [
            {
              id: 'request.focus',
              label: t('action.focus'),
              icon: Focus,
              shortcut: 'f',
              run: () => void navigate('/requests/focus')
            }
          ]
        : [],
    [mayApprove, navigate, t]
  )
  useActions(focus)
  const filtered = Object.keys(values).length > 0
  return (
    <ListLayout
      sheet={
        openId !== null && (
          <RequestSheet
            key={openId}
            id={openId}
            rows={pages.page?.rows ?? []}
            onShow={open}
            onClose={() => {
              open(null)
            }}
          />
        )
      }
    >
      <Page title={t('title')} actions={[...focus, ...(mayAsk ? [fresh] : [])]} fill>
        <FilterBar filters={filters} values={values} onChange={set} onClear={clear} byWords textLabel={t('search')}>
          <SavedViews list="requests" keys={requestFilterKeys} />
        </FilterBar>
        <DataTable
          label={t('title')}
          columns={columns}
          pages={pages}
          openId={openId}
          onPeek={peek}
          onOpen={openPage}
          rowMenu={(row, menu) => <RequestRowMenu row={row} {...menu} />}
          hiddenColumns={seesAll ? hidden : [...hidden, 'requester']}
          {...(mayApprove ? { bulk } : {})}
          empty={
            <EmptyState
              icon={Inbox}
              title={filtered ? t('empty.none') : t('empty.title')}
              text={filtered ? t('empty.noneText') : t(seesAll ? 'empty.text' : 'empty.ownText')}
              action={
                filtered ? { id: 'filter.clear', label: t('ui:filter.clear'), run: clear } : mayAsk ? fresh : undefined
              }
            />
          }
        />
      </Page>
      {deciding !== null && (
        <DecideManyDialog
          decision={deciding.decision}
          rows={deciding.rows}
          onClose={(done) => {
            if (done) deciding.clear()
            setDeciding(null)
          }}
        />
      )}
    </ListLayout>
  )
}
