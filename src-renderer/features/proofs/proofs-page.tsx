import Download from '@mui/icons-material/FileDownloadOutlined'
import Proof from '@mui/icons-material/VerifiedOutlined'
import Search from '@mui/icons-material/ManageSearchOutlined'
import { useMemo, useState, type ReactElement } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { evidenceKinds, evidenceOutcomes } from '../../../src-shared/model/validation.ts'
import { useMay } from '../../state/session.tsx'
import type { Action } from '../../ui/action/action.ts'
import { useActions } from '../../ui/action/action-registry.tsx'
import { EmptyState } from '../../ui/display/empty-state.tsx'
import { failureOf } from '../../ui/display/error-view.tsx'
import { saveText } from '../../ui/files/save-file.ts'
import { DataTable } from '../../ui/grid/data-table.tsx'
import { FilterBar, type Filter } from '../../ui/grid/filter-bar.tsx'
import { useFilters, useOpenRow } from '../../ui/grid/filter-state.ts'
import { usePages } from '../../ui/grid/use-pages.ts'
import { ListLayout } from '../../ui/layout/list-layout.tsx'
import { Page } from '../../ui/layout/page.tsx'
import { useToast } from '../../ui/toasts.tsx'
import { CheckNameDialog } from './check-name-dialog.tsx'
import { proofColumns } from './proof-columns.tsx'
import { jsonLines, proofQuery, sinceDays } from './proof-query.ts'
import { ProofSheet } from './proof-sheet.tsx'

const keys = ['text', 'kind', 'outcome', 'since'] as const
/** Rows that one export takes: as many as fit a window's memory with their details. */
const mostExported = 20_000

/** The ledger of all proofs. */
export function ProofsPage(): ReactElement {
  const { t, i18n } = useTranslation('proofs')
  const navigate = useNavigate()
  const toast = useToast()
  const mayRun = useMay('validation.run')
  const { values, set, clear } = useFilters(keys)
  const [openId, open] = useOpenRow()
  const [checking, setChecking] = useState(false)
  // One moment for as long as the filters stay, so that the pages of a span belong together.
  const query = useMemo(() => proofQuery(values, Date.now()), [values])
  const pages = usePages('validation.evidence', query)
  const columns = useMemo(() => proofColumns(t, i18n.language), [t, i18n.language])
  const filters = useMemo<readonly Filter[]>(
    () => [
      {
        key: 'kind',
        label: t('filter.kind'),
        single: true,
        options: evidenceKinds.map((value) => ({ value, label: t(`ui:evidence.kind.${value}`) }))
      },
      {
        key: 'outcome',
        label: t('filter.outcome'),
        single: true,
        options: evidenceOutcomes.map((value) => ({ value, label: t(`ui:state.check.${value}`) }))
      },
      {
        key: 'since',
        label: t('filter.since'),
        single: true,
        options: Object.keys(sinceDays).map((value) => ({ value, label: t(`since.${value}`) }))
      }
    ],
    [t]
  )
  const { readAll } = pages
  const save = (): void => {
    readAll(mostExported)
      .then(async (rows) => {
        if (!(await saveText('proofs.jsonl', jsonLines(rows), 'application/jsonl'))) return
        const cut = rows.length >= mostExported ? ` ${t('cut', { count: mostExported })}` : ''
        toast({ tone: 'success', text: `${t('exported', { count: rows.length })}.${cut}` })
      })
      .catch((error: unknown) => {
        toast({ tone: 'error', text: failureOf(error).message })
      })
  }
  const look: Action = {
    id: 'proofs.check',
    label: t('checkName'),
    icon: Search,
    tone: 'primary',
    run: () => {
      setChecking(true)
    }
  }
  const actions: readonly Action[] = [
    { id: 'proofs.export', label: t('export'), icon: Download, run: save },
    ...(mayRun ? [look] : [])
  ]
  useActions(
    useMemo(
      () =>
        mayRun
          ? [
              {
                id: 'proofs.check',
                label: t('checkName'),
                icon: Search,
                run: () => {
                  setChecking(true)
                }
              }
            ]
          : [],
      [t, mayRun]
    )
  )
  const filtered = Object.keys(values).length > 0
  return (
    <ListLayout
      sheet={
        openId !== null && (
          <ProofSheet
            key={openId}
            id={openId}
            onClose={() => {
              open(null)
            }}
          />
        )
      }
    >
      <Page title={t('title')} lead={t('lead')} actions={actions} fill>
        <FilterBar filters={filters} values={values} onChange={set} onClear={clear} textLabel={t('search')} />
        <DataTable
          label={t('list')}
          columns={columns}
          pages={pages}
          openId={openId}
          hiddenColumns={['seenFrom']}
          onPeek={({ id }) => {
            open(id)
          }}
          onOpen={({ id }) => void navigate(`/proofs/${id}`)}
          empty={
            filtered ? (
              <EmptyState icon={Proof} title={t('nothing.title')} text={t('nothing.text')} />
            ) : (
              <EmptyState
                icon={Proof}
                title={t('empty.title')}
                text={t('empty.text')}
                action={
                  mayRun
                    ? { id: 'proofs.first', label: t('empty.action'), run: () => void navigate('/domains/new') }
                    : undefined
                }
              />
            )
          }
        />
        {checking && (
          <CheckNameDialog
            onClose={() => {
              setChecking(false)
            }}
          />
        )}
      </Page>
    </ListLayout>
  )
}
