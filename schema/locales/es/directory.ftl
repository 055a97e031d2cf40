# Palabras de las páginas sobre Estados y organizaciones.

nav-states = Estados
nav-organizations = Organizaciones

states-heading = Estados
states-lead = Quién participa y qué consta en el registro público.
states-count = { PLURAL($n) ->
    [one] { $n } Estado
   *[other] { $n } Estados
}
states-sharing = { PLURAL($n) ->
    [one] { $n } Estado con compromisos públicos
   *[other] { $n } Estados con compromisos públicos
}
states-map-heading = Compromisos públicos por Estado
states-map-caption = Cada casilla es un Estado y lleva a su página. Los puntos indican cuántos compromisos públicos constan.
states-map-notice = Las casillas son esquemáticas y de igual tamaño, y no entrañan juicio alguno sobre la condición jurídica, las fronteras o los nombres.
tile-step-0 = Ningún compromiso público
tile-step-1 = De 1 a 4 compromisos públicos
tile-step-2 = De 5 a 9 compromisos públicos
tile-step-3 = 10 o más compromisos públicos
tile-commitments = { PLURAL($n) ->
    [one] { $n } compromiso público
   *[other] { $n } compromisos públicos
}
tile-name = { $name }, { $what }
states-table-heading = Estados en orden protocolario
states-no-group = Un Estado puede no pertenecer a ningún grupo regional o participar en las reuniones de alguno como observador.
states-none = Ningún Estado pertenece al grupo elegido.
directory-filter-group = Grupo
state-list-ldc = Países menos adelantados
state-list-lldc = Países en desarrollo sin litoral
state-list-sids = Pequeños Estados insulares en desarrollo
directory-state = Estado
directory-code = Código
directory-regional-group = Grupo regional
directory-public-commitments = Compromisos públicos
directory-latest-update = Última actualización

state-names-heading = Nombres registrados
state-groups-heading = Grupos y listas
state-memberships-heading = Pertenencia a organizaciones
state-memberships-none = No consta la pertenencia a ninguna organización.
state-years-heading = Año por año
state-years-caption = Compromisos públicos según el año en que se asumieron y actualizaciones públicas según el año al que se refieren.
state-years-commitments = Compromisos asumidos
state-years-updates = Actualizaciones
state-years-before = Antes de { $year }
state-years-undated = { PLURAL($n) ->
    [one] { $n } compromiso no lleva fecha y no figura en ningún año.
   *[other] { $n } compromisos no llevan fecha y no figuran en ningún año.
}
state-commitments-heading = Compromisos públicos
state-commitments-none = No consta ningún compromiso público.
state-commitments-all = { PLURAL($n) ->
    [one] { $n } compromiso, en la lista de compromisos
   *[other] Los { $n } compromisos, en la lista de compromisos
}
directory-name = Nombre
directory-group = Grupo o lista
directory-organization = Organización
directory-from = Desde
directory-to = Hasta
directory-note = Nota
directory-membership = Pertenencia
span-to-date = hasta la fecha
suspension-since = Suspensión desde { $from }
suspension-span = Suspensión desde { $from } hasta { $to }

organizations-heading = Organizaciones
organizations-lead = Organizaciones regionales, entidades de las Naciones Unidas, redes e iniciativas del catálogo de este registro.
organizations-table-heading = Organizaciones en orden protocolario
directory-kind = Tipo
directory-founded = Año de creación
directory-members-today = Miembros actuales
directory-named-in = Mencionada en
organization-members-heading = Miembros al { $date }
organization-members-count = { PLURAL($n) ->
    [one] { $n } miembro
   *[other] { $n } miembros
}
organization-members-none = No constan miembros en ese día.
organization-former-heading = Antiguos miembros
organization-former-caption = Miembros que habían dejado de serlo antes del { $date }.
organization-as-of = Miembros en otra fecha
organization-commitments-heading = Compromisos públicos propios de la organización
organization-commitments-all = Compromisos de la organización y de sus miembros actuales
directory-member = Miembro

