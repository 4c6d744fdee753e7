import Cancel from '@mui/icons-material/Cancel'
import Rule from '@mui/icons-material/RuleOutlined'
import Segment from '@mui/icons-material/Segment'
import Badge from '@mui/icons-material/WorkspacePremiumOutlined'
import Button from '@mui/material/Button'
import Chip from '@mui/material/Chip'
import { useCallback, useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import type { CertificateListRow } from '../../../src-shared/api/certificates.ts'
import { useView } from '../../state/view-state.tsx'
import { ActionMenu } from '../../ui/action/action-menu.tsx'
import type { Action } from '../../ui/action/action.ts'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { FilterBar } from '../../ui/grid/filter-bar.tsx'
import { useFilters, useOpenRow } from '../../ui/grid/filter-state.ts'
import { SavedViews } from '../../ui/grid/saved-views.tsx'
import { usePages } from '../../ui/grid/use-pages.ts'
import { ListLayout } from '../../ui/layout/list-layout.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { BulkDialog, type BulkScope } from './bulk-dialog.tsx'
import { certificateFilterKeys, certificateQuery, listFilter, whereOf } from './certificate-query.ts'
import { CertificateRowMenu } from './certificate-row-menu.tsx'
import { CertificateSheet } from './certificate-sheet.tsx'
import { GroupsDialog } from './groups-dialog.tsx'
import { KindTabs } from './kind-tabs.tsx'
import { furtherColumns, listColumns } from './list-columns.tsx'
import { RevokeManyDialog } from './revoke-many-dialog.tsx'
import { useBulkActions, type BulkVerb } from './use-bulk-actions.ts'
import { useCertificateFilters } from './use-certificate-filters.ts'
import { WhereDialog } from './where-dialog.tsx'

/** Shown are the columns that fit a window of 1280 px in both languages. */
const hidden = ['names', 'serial', 'requester', 'certificateClass', 'createdAt', ...furtherColumns] as const

/** The list of certificates with the sheet of the open one. */
export function CertificatesPage(): ReactElement {
  const { t } = useTranslation('certificates')
  const navigate = useNavigate()
  const scope = useView((view) => view.authorityScope)
  const { values, set, clear } = useFilters(certificateFilterKeys)
  const [openId, open] = useOpenRow()
  const [acting, setActing] = useState<{ verb: BulkVerb; scope: BulkScope; clear: () => void } | null>(null)
  const [dialog, setDialog] = useState<'groups' | 'where' | null>(null)
  const [viewColumns, setViewColumns] = useState<readonly string[] | null>(null)
  const [columnsNow, setColumnsNow] = useState<readonly string[] | null>(null)
  const [minute] = useState(() => Math.floor(Date.now() / 60_000) * 60_000)
  const input = useMemo(() => certificateQuery(values, scope, minute), [values, scope, minute])
  const pages = usePages('certificate.list', input)
  const columns = useMemo(() => listColumns(t, minute), [t, minute])
  const filters = useCertificateFilters()
  const filtered = Object.keys(values).length > 0
  const peek = useCallback(
    (row: CertificateListRow) => {
      open(row.id)
    },
    [open]
  )
  const openPage = useCallback((row: CertificateListRow) => void navigate(`/certificates/${row.id}`), [navigate])
  const filter = useMemo(() => listFilter(input), [input])
  const actionsOn = useBulkActions(
    useCallback((verb: BulkVerb, scope: BulkScope, clearChoice: () => void) => {
      setActing({ verb, scope, clear: clearChoice })
    }, [])
  )
  const bulk = useCallback(
    (rows: readonly CertificateListRow[], clearChoice: () => void): readonly Action[] =>
      actionsOn({ kind: 'rows', rows }, clearChoice),
    [actionsOn]
  )
  const onAll = useMemo(() => actionsOn({ kind: 'filter', filter }, () => undefined), [actionsOn, filter])
  const where = whereOf(values)
  const conditions = where.reduce((sum, group) => sum + group.length, 0)
  const show = (key: string, value: string): void => {
    setDialog(null)
    set(key, [value])
  }
  return (
    <ListLayout
      sheet={
        openId !== null && (
          <CertificateSheet
            key={openId}
            id={openId}
            onClose={() => {
              open(null)
            }}
          />
        )
      }
    >
      <Page title={t('title')} fill>
        <KindTabs
          kind={values['kind']?.[0]}
          onChange={(kind) => {
            set('kind', kind === undefined ? [] : [kind])
          }}
        />
        <FilterBar filters={filters} values={values} onChange={set} onClear={clear} textLabel={t('search')} byWords>
          {conditions > 0 && (
            <Chip
              label={t('list.where.chip', { count: conditions })}
              onClick={() => {
                setDialog('where')
              }}
              onDelete={() => {
                set('where', [])
              }}
              deleteIcon={<Cancel aria-label={t('ui:filter.remove')} />}
            />
          )}
          <Button
            size="small"
            color="inherit"
            startIcon={<Rule />}
            aria-haspopup="dialog"
            onClick={() => {
              setDialog('where')
            }}
          >
            {t('list.where.action')}
          </Button>
          <Button
            size="small"
            color="inherit"
            startIcon={<Segment />}
            aria-haspopup="dialog"
            onClick={() => {
              setDialog('groups')
            }}
          >
            {t('list.group.action')}
          </Button>
          <SavedViews
            list="certificates"
            keys={certificateFilterKeys}
            shown={columnsNow}
            onShown={(shown) => {
              setViewColumns(shown)
              setColumnsNow(shown)
            }}
          />
          <ActionMenu actions={onAll} label={t('list.bulk.all')} small />
        </FilterBar>
        <DataTable
          label={t('title')}
          columns={columns}
          pages={pages}
          openId={openId}
          onPeek={peek}
          onOpen={openPage}
          rowMenu={(row, menu) => <CertificateRowMenu row={row} {...menu} />}
          hiddenColumns={hidden}
          shownColumns={viewColumns}
          onColumns={setColumnsNow}
          {...(onAll.length > 0 ? { bulk } : {})}
          empty={
            <EmptyState
              icon={Badge}
              title={filtered ? t('empty.none') : t('empty.title')}
              text={filtered ? t('empty.noneText') : t('empty.text')}
              action={filtered ? { id: 'filter.clear', label: t('ui:filter.clear'), run: clear } : undefined}
            />
          }
        />
      </Page>
      {acting !== null &&
        (acting.verb === 'revoke' ? (
          <RevokeManyDialog
            scope={acting.scope}
            onClose={(done) => {
              if (done) acting.clear()
              setActing(null)
            }}
          />
        ) : (
          <BulkDialog
            verb={acting.verb}
            scope={acting.scope}
            onClose={(done) => {
              if (done) acting.clear()
              setActing(null)
            }}
          />
        ))}
      {dialog === 'groups' && (
        <GroupsDialog
          filter={filter}
          onOpen={show}
          onClose={() => {
            setDialog(null)
          }}
        />
      )}
      {dialog === 'where' && (
        <WhereDialog
          where={where}
          onApply={(next) => {
            setDialog(null)
            set('where', next.length === 0 ? [] : [JSON.stringify(next)])
          }}
          onClose={() => {
            setDialog(null)
          }}
        />
      )}
    </ListLayout>
  )
}
