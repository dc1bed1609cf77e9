// Generated from openapi.json by `pnpm --filter @galeria/uploader openapi`.

export interface paths {
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell whether the process answers */
        get: operations["health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/readyz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell whether uploads are accepted, and the state of the spool and of the index */
        get: operations["readiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload one or many files
         * @description Answers 202 once all files of the request are on disk, or keeps none of them.
         */
        post: operations["upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/s/{token}/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload files by a link
         * @description Answers 202 once all files of the request are on disk, or keeps none of them.
         */
        post: operations["dropFiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads/{filename}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Upload one file as the body of the request
         * @description Answers 202 once the file is on disk.
         */
        put: operations["uploadRaw"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tus": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Create a resumable upload, or concatenate partial ones (tus 1.0) */
        post: operations["tusCreate"];
        delete?: never;
        /** Tell which version and extensions of tus are supported */
        options: operations["tusOptions"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/tus/{cell}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Terminate a resumable upload */
        delete: operations["tusTerminate"];
        /** Tell which version and extensions of tus are supported */
        options: operations["tusUploadOptions"];
        /** Get the offset of a resumable upload */
        head: operations["tusState-head"];
        /** Append bytes to a resumable upload */
        patch: operations["tusAppend"];
        trace?: never;
    };
    "/media": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List or search items */
        get: operations["listMedia"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count items by month and day */
        get: operations["timeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/facets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count items by their properties */
        get: operations["facets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow the changes of all items
         * @description Server-sent events. The type of an event is `received`, `stored`, `processing`, `ready`, `failed`, `changed` or `deleted` with the data `MediaEvent`, `reset` with `ResetEvent`, or `heartbeat` with `HeartbeatEvent`.
         */
        get: operations["events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/media/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an item with its attempts and uploads */
        get: operations["getMedia"];
        put?: never;
        post?: never;
        /** Move an item to the bin, or delete it with its original, renditions and records */
        delete: operations["deleteMedia"];
        options?: never;
        head?: never;
        /** Edit an item */
        patch: operations["editMedia"];
        trace?: never;
    };
    "/media/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take an item out of the bin */
        post: operations["restoreMedia"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the audit in the order of time */
        get: operations["readAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/media/{id}/original": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download an original, whole or in ranges */
        get: operations["getOriginal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export originals and all that their owner has added
         * @description A ZIP64 of the originals, an XMP sidecar for each edited item, and `manifest.json` (`ExportManifest`). A connection that ends early has no complete archive.
         */
        get: operations["exportMedia"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/media/known": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell which files the gallery has, by their SHA-256 */
        post: operations["findKnown"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/media/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Edit many items */
        post: operations["editBatch"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/albums": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List albums and playlists */
        get: operations["listAlbums"];
        put?: never;
        /** Create an album or a playlist */
        post: operations["createAlbum"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/albums/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an album */
        get: operations["getAlbum"];
        put?: never;
        post?: never;
        /** Delete an album, but none of its items */
        delete: operations["deleteAlbum"];
        options?: never;
        head?: never;
        /** Rename, describe or order an album, or choose its cover */
        patch: operations["changeAlbum"];
        trace?: never;
    };
    "/albums/{id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the items of an album in its order */
        get: operations["listAlbumItems"];
        put?: never;
        /** Add, move and remove items of an album */
        post: operations["changeAlbumItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell what the requests of this client may do */
        get: operations["getSession"];
        put?: never;
        /** Sign in with a key, for a cookie */
        post: operations["signIn"];
        /** End the session of this browser */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the browsers that are signed in */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End the session of a browser */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shares": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List links */
        get: operations["listShares"];
        put?: never;
        /** Create a link to items, or for uploads */
        post: operations["createShare"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/shares/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a link, but not its token */
        get: operations["getShare"];
        put?: never;
        post?: never;
        /** End a link at once */
        delete: operations["deleteShare"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/s/{token}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell what a link is for */
        get: operations["getLink"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/s/{token}/unlock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give the password of a link, for a cookie */
        post: operations["unlockLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/s/{token}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the items of a share */
        get: operations["listSharedItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/s/{token}/items/{id}/original": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download an original of a share, whole or in ranges
         * @description The address comes from the listing.
         */
        get: operations["getSharedOriginal"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/media/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Process a failed item again */
        post: operations["retryMedia"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/retries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Process failed items again */
        post: operations["retryFailed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @example {
         *       "id": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
         *       "name": "Praias",
         *       "type": "album",
         *       "sort": "position",
         *       "order": "asc",
         *       "count": 12,
         *       "cover": {
         *         "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *         "kind": "image",
         *         "status": "ready",
         *         "createdAt": "2026-11-28T09:15:02.114Z",
         *         "date": "2024-05-06T07:08:09",
         *         "dateSource": "exif",
         *         "offset": "-03:00",
         *         "zone": "America/Sao_Paulo",
         *         "title": "Praia ao amanhecer",
         *         "tags": [
         *           "praia"
         *         ],
         *         "favourite": true,
         *         "place": {
         *           "city": "Rio de Janeiro",
         *           "region": "Rio de Janeiro",
         *           "country": "Brazil",
         *           "latitude": -22.9711,
         *           "longitude": -43.1822
         *         },
         *         "rating": 5,
         *         "edited": [
         *           "tags",
         *           "favourite",
         *           "rating"
         *         ],
         *         "revision": "1.3",
         *         "original": {
         *           "size": 4218377,
         *           "mimeType": "image/jpeg",
         *           "filename": "praia.jpg"
         *         },
         *         "renditions": [
         *           {
         *             "name": "1280.v4.avif",
         *             "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
         *             "mimeType": "image/avif",
         *             "width": 1280,
         *             "height": 960,
         *             "size": 148213
         *           }
         *         ],
         *         "sources": [
         *           {
         *             "type": "image/avif",
         *             "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
         *             "sizes": "100vw",
         *             "width": 1280
         *           }
         *         ],
         *         "metadata": {
         *           "format": "jpeg",
         *           "width": 4032,
         *           "height": 3024,
         *           "title": "Praia ao amanhecer",
         *           "hierarchicalKeywords": [
         *             "Lugares|Rio de Janeiro|Copacabana"
         *           ],
         *           "people": [
         *             {
         *               "name": "Ana",
         *               "area": {
         *                 "x": 0.2,
         *                 "y": 0.3,
         *                 "width": 0.1,
         *                 "height": 0.2
         *               }
         *             }
         *           ],
         *           "taken": {
         *             "local": "2024-05-06T07:08:09",
         *             "offset": "-03:00",
         *             "offsetSource": "place",
         *             "source": "exif",
         *             "zone": "America/Sao_Paulo"
         *           },
         *           "gps": {
         *             "latitude": -22.9711,
         *             "longitude": -43.1822
         *           },
         *           "place": {
         *             "city": "Rio de Janeiro",
         *             "region": "Rio de Janeiro",
         *             "country": "Brazil",
         *             "countryCode": "BR"
         *           }
         *         }
         *       },
         *       "createdAt": "2026-11-28T09:15:02.114Z",
         *       "changedAt": "2026-11-28T09:15:02.114Z",
         *       "revision": "1"
         *     }
         */
        Album: {
            /**
             * @description A ULID
             * @example 01KB4Z3Q7M2N3P4R5S6T7V8W9X
             */
            id: string;
            name: string;
            description?: string;
            /**
             * @description A `playlist` has songs alone
             * @enum {unknown}
             */
            type: "album" | "playlist";
            /**
             * @description The order of its items: `position` as they were arranged
             * @enum {unknown}
             */
            sort: "position" | "date" | "uploaded" | "title";
            /** @enum {unknown} */
            order: "asc" | "desc";
            /**
             * @example {
             *       "q": "praia",
             *       "kind": "image",
             *       "from": "2024-05",
             *       "has": [
             *         "gps"
             *       ]
             *     }
             */
            rule?: {
                /** @description A search query; empty for none */
                q?: string;
                /**
                 * @example image
                 * @enum {unknown}
                 */
                kind?: "image" | "audio" | "document";
                /**
                 * @description `received`: in the spool. `stored`: in the originals bucket. `processing`, `ready` and `failed`: by its processor.
                 * @example ready
                 * @enum {unknown}
                 */
                status?: "received" | "stored" | "processing" | "ready" | "failed";
                /** @description The first date of an item, included: `2024`, `2024-05`, `2024-05-06` or with a time */
                from?: string;
                /** @description The last date of an item, included: `2024`, `2024-05`, `2024-05-06` or with a time */
                to?: string;
                /** @description The make and model */
                camera?: string;
                /** @description The lens */
                lens?: string;
                /** @description The artist or album artist */
                artist?: string;
                /** @description The album */
                album?: string;
                /** @description A genre */
                genre?: string;
                /** @description A city, region or country */
                place?: string;
                /** @description A tag of the owner, or a keyword of the file */
                tag?: string;
                /** @description The id of an album that has the item. `album` is the album of a song. */
                inAlbum?: string;
                /** @description Only favourites, or only others */
                favourite?: boolean;
                /** @description Only archived items, or only others; all by default */
                archived?: boolean;
                /** @description The fewest stars of an item */
                rating?: number;
                /** @description The MIME type of the original */
                mimeType?: string;
                /** @description Where it was: west, south, east and north in degrees, separated by commas */
                bbox?: string;
                /** @description Properties that items have, all of them */
                has?: ("gps" | "text" | "picture" | "note")[];
            };
            /** @description Its items, where the number is known without counting */
            count?: number;
            /**
             * @description The chosen item, or else the first one. Absent if the album is empty.
             * @example {
             *       "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
             *       "kind": "image",
             *       "status": "ready",
             *       "createdAt": "2026-11-28T09:15:02.114Z",
             *       "date": "2024-05-06T07:08:09",
             *       "dateSource": "exif",
             *       "offset": "-03:00",
             *       "zone": "America/Sao_Paulo",
             *       "title": "Praia ao amanhecer",
             *       "tags": [
             *         "praia"
             *       ],
             *       "favourite": true,
             *       "place": {
             *         "city": "Rio de Janeiro",
             *         "region": "Rio de Janeiro",
             *         "country": "Brazil",
             *         "latitude": -22.9711,
             *         "longitude": -43.1822
             *       },
             *       "rating": 5,
             *       "edited": [
             *         "tags",
             *         "favourite",
             *         "rating"
             *       ],
             *       "revision": "1.3",
             *       "original": {
             *         "size": 4218377,
             *         "mimeType": "image/jpeg",
             *         "filename": "praia.jpg"
             *       },
             *       "renditions": [
             *         {
             *           "name": "1280.v4.avif",
             *           "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
             *           "mimeType": "image/avif",
             *           "width": 1280,
             *           "height": 960,
             *           "size": 148213
             *         }
             *       ],
             *       "sources": [
             *         {
             *           "type": "image/avif",
             *           "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
             *           "sizes": "100vw",
             *           "width": 1280
             *         }
             *       ],
             *       "metadata": {
             *         "format": "jpeg",
             *         "width": 4032,
             *         "height": 3024,
             *         "title": "Praia ao amanhecer",
             *         "hierarchicalKeywords": [
             *           "Lugares|Rio de Janeiro|Copacabana"
             *         ],
             *         "people": [
             *           {
             *             "name": "Ana",
             *             "area": {
             *               "x": 0.2,
             *               "y": 0.3,
             *               "width": 0.1,
             *               "height": 0.2
             *             }
             *           }
             *         ],
             *         "taken": {
             *           "local": "2024-05-06T07:08:09",
             *           "offset": "-03:00",
             *           "offsetSource": "place",
             *           "source": "exif",
             *           "zone": "America/Sao_Paulo"
             *         },
             *         "gps": {
             *           "latitude": -22.9711,
             *           "longitude": -43.1822
             *         },
             *         "place": {
             *           "city": "Rio de Janeiro",
             *           "region": "Rio de Janeiro",
             *           "country": "Brazil",
             *           "countryCode": "BR"
             *         }
             *       },
             *       "snippet": {
             *         "text": "O mar subiu três metros na praia.",
             *         "page": 50,
             *         "marks": [
             *           [
             *             27,
             *             32
             *           ]
             *         ]
             *       }
             *     }
             */
            cover?: {
                /**
                 * @description SHA-256 of the original's bytes, in lower-case hexadecimal
                 * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                 */
                id: string;
                /** @description A media kind: `image`, `audio` or `document` */
                kind: string;
                /**
                 * @description `received`: in the spool. `stored`: in the originals bucket. `processing`, `ready` and `failed`: by its processor.
                 * @example ready
                 * @enum {unknown}
                 */
                status: "received" | "stored" | "processing" | "ready" | "failed";
                /**
                 * @description RFC 3339, UTC
                 * @example 2026-11-28T09:15:02.114Z
                 */
                createdAt: string;
                /**
                 * @description The date of the item as a local time. Month, day and time are the first ones where the date lacks them.
                 * @example 2024-05-06T07:08:09
                 */
                date: string;
                /**
                 * @description Where the date comes from: `exif`, `xmp`, `iptc`, `gps`, `tag` and `document` are parts of the file. `file-name`: the name of the first upload. `upload`: the time of that upload, in UTC. `edit`: the owner.
                 * @example exif
                 * @enum {unknown}
                 */
                dateSource: "exif" | "xmp" | "iptc" | "gps" | "tag" | "document" | "file-name" | "upload" | "edit";
                /**
                 * @description UTC offset of `date`, if known
                 * @example -03:00
                 */
                offset?: string;
                /**
                 * @description IANA time zone of `date`, if known
                 * @example America/Sao_Paulo
                 */
                zone?: string;
                title?: string;
                description?: string;
                tags?: string[];
                /** @description Absent unless true */
                favourite?: boolean;
                /** @description Absent unless true */
                archived?: boolean;
                place?: components["schemas"]["Place"];
                /** @description Stars, 1 to 5 */
                rating?: number;
                /**
                 * @description Since when it is in the bin
                 * @example 2026-11-28T09:15:02.114Z
                 */
                binnedAt?: string;
                /** @description The ids of the albums that it was added to */
                albums?: string[];
                /** @description The fields that the owner says. `metadata` has what the file says. */
                edited?: ("title" | "description" | "tags" | "favourite" | "archived" | "date" | "place" | "rating")[];
                /**
                 * @description Names the last edit, for `If-Match`. Absent until the item is in the catalog.
                 * @example 1.3
                 */
                revision?: string;
                failure?: components["schemas"]["Failure"];
                note?: components["schemas"]["Note"];
                original: components["schemas"]["Original"];
                renditions: components["schemas"]["Rendition"][];
                /** @description The pictures among the renditions, by format, the smallest format first */
                sources: components["schemas"]["Source"][];
                metadata: components["schemas"]["Metadata"];
                snippet?: components["schemas"]["Snippet"];
            };
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-28T09:15:02.114Z
             */
            createdAt: string;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-28T09:15:02.114Z
             */
            changedAt: string;
            /**
             * @description Counts the changes of its fields, for `If-Match`
             * @example 1
             */
            revision: string;
        };
        /**
         * @description A field that is absent stays as it is. An empty description is none.
         * @example {
         *       "name": "Praias do Rio",
         *       "cover": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
         *     }
         */
        AlbumEdit: {
            name?: string;
            description?: string;
            /**
             * @description The order of its items: `position` as they were arranged
             * @enum {unknown}
             */
            sort?: "position" | "date" | "uploaded" | "title";
            /** @enum {unknown} */
            order?: "asc" | "desc";
            /** @description The item whose picture is shown; null for the first one */
            cover?: null | string;
            /**
             * @description Of an album by rule: another query
             * @example {
             *       "q": "praia",
             *       "kind": "image",
             *       "from": "2024-05",
             *       "has": [
             *         "gps"
             *       ]
             *     }
             */
            rule?: {
                /** @description A search query; empty for none */
                q?: string;
                /**
                 * @example image
                 * @enum {unknown}
                 */
                kind?: "image" | "audio" | "document";
                /**
                 * @description `received`: in the spool. `stored`: in the originals bucket. `processing`, `ready` and `failed`: by its processor.
                 * @example ready
                 * @enum {unknown}
                 */
                status?: "received" | "stored" | "processing" | "ready" | "failed";
                /** @description The first date of an item, included: `2024`, `2024-05`, `2024-05-06` or with a time */
                from?: string;
                /** @description The last date of an item, included: `2024`, `2024-05`, `2024-05-06` or with a time */
                to?: string;
                /** @description The make and model */
                camera?: string;
                /** @description The lens */
                lens?: string;
                /** @description The artist or album artist */
                artist?: string;
                /** @description The album */
                album?: string;
                /** @description A genre */
                genre?: string;
                /** @description A city, region or country */
                place?: string;
                /** @description A tag of the owner, or a keyword of the file */
                tag?: string;
                /** @description The id of an album that has the item. `album` is the album of a song. */
                inAlbum?: string;
                /** @description Only favourites, or only others */
                favourite?: boolean;
                /** @description Only archived items, or only others; all by default */
                archived?: boolean;
                /** @description The fewest stars of an item */
                rating?: number;
                /** @description The MIME type of the original */
                mimeType?: string;
                /** @description Where it was: west, south, east and north in degrees, separated by commas */
                bbox?: string;
                /** @description Properties that items have, all of them */
                has?: ("gps" | "text" | "picture" | "note")[];
            };
        };
        /**
         * @description Items to add in this order, or to move where the album has them, and items to remove. Without `before`, an item that the album has stays where it is.
         * @example {
         *       "add": [
         *         "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
         *       ]
         *     }
         * @example {
         *       "remove": [
         *         "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
         *       ]
         *     }
         */
        AlbumItems: {
            add?: string[];
            /**
             * @description The item before which those of `add` stand; without it they are appended
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            before?: string;
            remove?: string[];
        };
        /**
         * @description The result for each item
         * @example {
         *       "items": [
         *         {
         *           "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *           "result": "edited"
         *         }
         *       ]
         *     }
         */
        AlbumItemsChanged: {
            items: components["schemas"]["EditedItem"][];
        };
        /**
         * @example {
         *       "albums": [
         *         {
         *           "id": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
         *           "name": "Praias",
         *           "type": "album",
         *           "sort": "position",
         *           "order": "asc",
         *           "count": 12,
         *           "cover": {
         *             "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *             "kind": "image",
         *             "status": "ready",
         *             "createdAt": "2026-11-28T09:15:02.114Z",
         *             "date": "2024-05-06T07:08:09",
         *             "dateSource": "exif",
         *             "offset": "-03:00",
         *             "zone": "America/Sao_Paulo",
         *             "title": "Praia ao amanhecer",
         *             "tags": [
         *               "praia"
         *             ],
         *             "favourite": true,
         *             "place": {
         *               "city": "Rio de Janeiro",
         *               "region": "Rio de Janeiro",
         *               "country": "Brazil",
         *               "latitude": -22.9711,
         *               "longitude": -43.1822
         *             },
         *             "rating": 5,
         *             "edited": [
         *               "tags",
         *               "favourite",
         *               "rating"
         *             ],
         *             "revision": "1.3",
         *             "original": {
         *               "size": 4218377,
         *               "mimeType": "image/jpeg",
         *               "filename": "praia.jpg"
         *             },
         *             "renditions": [
         *               {
         *                 "name": "1280.v4.avif",
         *                 "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
         *                 "mimeType": "image/avif",
         *                 "width": 1280,
         *                 "height": 960,
         *                 "size": 148213
         *               }
         *             ],
         *             "sources": [
         *               {
         *                 "type": "image/avif",
         *                 "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
         *                 "sizes": "100vw",
         *                 "width": 1280
         *               }
         *             ],
         *             "metadata": {
         *               "format": "jpeg",
         *               "width": 4032,
         *               "height": 3024,
         *               "title": "Praia ao amanhecer",
         *               "hierarchicalKeywords": [
         *                 "Lugares|Rio de Janeiro|Copacabana"
         *               ],
         *               "people": [
         *                 {
         *                   "name": "Ana",
         *                   "area": {
         *                     "x": 0.2,
         *                     "y": 0.3,
         *                     "width": 0.1,
         *                     "height": 0.2
         *                   }
         *                 }
         *               ],
         *               "taken": {
         *                 "local": "2024-05-06T07:08:09",
         *                 "offset": "-03:00",
         *                 "offsetSource": "place",
         *                 "source": "exif",
         *                 "zone": "America/Sao_Paulo"
         *               },
         *               "gps": {
         *                 "latitude": -22.9711,
         *                 "longitude": -43.1822
         *               },
         *               "place": {
         *                 "city": "Rio de Janeiro",
         *                 "region": "Rio de Janeiro",
         *                 "country": "Brazil",
         *                 "countryCode": "BR"
         *               }
         *             }
         *           },
         *           "createdAt": "2026-11-28T09:15:02.114Z",
         *           "changedAt": "2026-11-28T09:15:02.114Z",
         *           "revision": "1"
         *         }
         *       ],
         *       "cursor": "WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0"
         *     }
         */
        AlbumPage: {
            /** @description The newest first */
            albums: components["schemas"]["Album"][];
            /**
             * @description The cursor of the next page. Absent on the last page.
             * @example WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0
             */
            cursor?: string;
        };
        /**
         * @description One attempt to process an item
         * @example {
         *       "attempt": "01KB4Z3PA1B2C3D4E5F6G7H8J9",
         *       "startedAt": "2026-11-28T09:15:03.027Z",
         *       "outcome": "ready",
         *       "durationMs": 2140.6,
         *       "memoryMiB": 412,
         *       "coldStart": false
         *     }
         */
        Attempt: {
            /**
             * @description A ULID
             * @example 01KB4Z3M8Q6T2V5W7X9Y0A1B2C
             */
            attempt: string;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-28T09:15:02.114Z
             */
            startedAt: string;
            /**
             * @description Absent while the attempt runs, and for an attempt that was killed
             * @enum {unknown}
             */
            outcome?: "ready" | "failed" | "transient" | "superseded";
            /** @description The code of the failure or fault */
            code?: string;
            durationMs?: number;
            memoryMiB?: number;
            coldStart?: boolean;
        };
        /**
         * @example {
         *       "entry": "01KB4Z3M8Q6T2V5W7X9Y0A1B2C",
         *       "at": "2026-11-28T09:15:02.114Z",
         *       "event": "upload",
         *       "result": "accepted",
         *       "cell": "a",
         *       "address": "203.0.113.0",
         *       "key": "phone",
         *       "userAgent": "curl/8.5.0",
         *       "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *       "kind": "image",
         *       "mimeType": "image/jpeg",
         *       "size": 4218377,
         *       "filename": "praia.jpg"
         *     }
         */
        AuditEntry: {
            /**
             * @description A ULID
             * @example 01KB4Z3M8Q6T2V5W7X9Y0A1B2C
             */
            entry: string;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-28T09:15:02.114Z
             */
            at: string;
            /** @enum {unknown} */
            event: "upload" | "deletion" | "retry" | "edit" | "album" | "bin" | "restore" | "share";
            /** @description `accepted`, or the code of the problem */
            result: string;
            cell: string;
            address?: string;
            /** @description Name of the API key */
            key?: string;
            /** @description The id of the link by which a guest uploaded the file */
            share?: string;
            userAgent?: string;
            /**
             * @description SHA-256 of the original's bytes, in lower-case hexadecimal
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            id?: string;
            /** @description A media kind: `image`, `audio` or `document` */
            kind?: string;
            mimeType?: string;
            /** @description Bytes */
            size?: number;
            filename?: string;
            /** @description The detail of the problem, or the names of the edited fields */
            detail?: string;
            /** @description Number of retried or edited items */
            items?: number;
        };
        /**
         * @example {
         *       "entries": [
         *         {
         *           "entry": "01KB4Z3M8Q6T2V5W7X9Y0A1B2C",
         *           "at": "2026-11-28T09:15:02.114Z",
         *           "event": "upload",
         *           "result": "accepted",
         *           "cell": "a",
         *           "address": "203.0.113.0",
         *           "key": "phone",
         *           "userAgent": "curl/8.5.0",
         *           "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *           "kind": "image",
         *           "mimeType": "image/jpeg",
         *           "size": 4218377,
         *           "filename": "praia.jpg"
         *         }
         *       ],
         *       "cursor": "WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0"
         *     }
         */
        AuditPage: {
            entries: components["schemas"]["AuditEntry"][];
            /**
             * @description The cursor of the next page. Absent on the last page.
             * @example WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0
             */
            cursor?: string;
        };
        /**
         * @description The state of the spool
         * @example {
         *       "files": 2,
         *       "bytes": 8436754,
         *       "oldestSeconds": 1,
         *       "held": 0,
         *       "unfinished": 1,
         *       "unfinishedBytes": 16777216
         *     }
         */
        Backlog: {
            /** @description Files that wait to be shipped */
            files: number;
            bytes: number;
            /** @description Age of the oldest waiting file */
            oldestSeconds: number;
            /** @description Quarantined files, which the store refused for good */
            held: number;
            /** @description Resumable uploads that are not complete */
            unfinished: number;
            unfinishedBytes: number;
        };
        /**
         * @description Edits the items of `ids`, or those that a `query` finds, as `GET /media` does
         * @example {
         *       "ids": [
         *         "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
         *       ],
         *       "edit": {
         *         "tags": {
         *           "add": [
         *             "praia"
         *           ]
         *         },
         *         "archived": true
         *       }
         *     }
         * @example {
         *       "query": {
         *         "tag": "praia"
         *       },
         *       "edit": {
         *         "rating": 4
         *       }
         *     }
         */
        BatchEdit: {
            ids?: string[];
            /**
             * @example {
             *       "q": "praia",
             *       "kind": "image",
             *       "from": "2024-05",
             *       "has": [
             *         "gps"
             *       ]
             *     }
             */
            query?: {
                /** @description A search query; empty for none */
                q?: string;
                /**
                 * @example image
                 * @enum {unknown}
                 */
                kind?: "image" | "audio" | "document";
                /**
                 * @description `received`: in the spool. `stored`: in the originals bucket. `processing`, `ready` and `failed`: by its processor.
                 * @example ready
                 * @enum {unknown}
                 */
                status?: "received" | "stored" | "processing" | "ready" | "failed";
                /** @description The first date of an item, included: `2024`, `2024-05`, `2024-05-06` or with a time */
                from?: string;
                /** @description The last date of an item, included: `2024`, `2024-05`, `2024-05-06` or with a time */
                to?: string;
                /** @description The make and model */
                camera?: string;
                /** @description The lens */
                lens?: string;
                /** @description The artist or album artist */
                artist?: string;
                /** @description The album */
                album?: string;
                /** @description A genre */
                genre?: string;
                /** @description A city, region or country */
                place?: string;
                /** @description A tag of the owner, or a keyword of the file */
                tag?: string;
                /** @description The id of an album that has the item. `album` is the album of a song. */
                inAlbum?: string;
                /** @description Only favourites, or only others */
                favourite?: boolean;
                /** @description Only archived items, or only others; all by default */
                archived?: boolean;
                /** @description The fewest stars of an item */
                rating?: number;
                /** @description The MIME type of the original */
                mimeType?: string;
                /** @description Where it was: west, south, east and north in degrees, separated by commas */
                bbox?: string;
                /** @description Properties that items have, all of them */
                has?: ("gps" | "text" | "picture" | "note")[];
            };
            /** @description With `query`: the cursor of the previous answer */
            cursor?: string;
            edit: components["schemas"]["MediaEdit"];
        };
        /**
         * @description The result for each item. With `cursor`, the query has more: send it again with it.
         * @example {
         *       "items": [
         *         {
         *           "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *           "result": "edited"
         *         }
         *       ]
         *     }
         */
        BatchEdited: {
            items: components["schemas"]["EditedItem"][];
            /**
             * @description The cursor of the next page. Absent on the last page.
             * @example WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0
             */
            cursor?: string;
        };
        /**
         * @example {
         *       "id": "01KB4Z3R1A2B3C4D5E6F7G8H9J",
         *       "type": "share",
         *       "title": "Praias",
         *       "album": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
         *       "originals": false,
         *       "position": false,
         *       "hasPassword": true,
         *       "createdAt": "2026-11-28T09:15:02.114Z",
         *       "expiresAt": "2026-12-28T09:15:02.114Z",
         *       "views": 14,
         *       "lastUsedAt": "2026-11-29T18:02:40.050Z",
         *       "token": "01KB4Z3R1A2B3C4D5E6F7G8H9JpR7vK2mW9xQ4tZ1nB6cF8dG3hJ5kL0sA",
         *       "url": "/s/01KB4Z3R1A2B3C4D5E6F7G8H9JpR7vK2mW9xQ4tZ1nB6cF8dG3hJ5kL0sA"
         *     }
         */
        CreatedShare: {
            /**
             * @description A ULID
             * @example 01KB4Z3R1A2B3C4D5E6F7G8H9J
             */
            id: string;
            /**
             * @description `share` shows items, `drop` takes uploads
             * @enum {unknown}
             */
            type: "share" | "drop";
            title?: string;
            /** @description Absent in lists */
            ids?: string[];
            /**
             * @description A ULID
             * @example 01KB4Z3Q7M2N3P4R5S6T7V8W9X
             */
            album?: string;
            originals?: boolean;
            position?: boolean;
            maxFiles?: number;
            maxBytes?: number;
            /** @description Files that a drop has taken */
            files?: number;
            /** @description Bytes that a drop has taken */
            bytes?: number;
            hasPassword: boolean;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-28T09:15:02.114Z
             */
            createdAt: string;
            /**
             * @description The end of the link: RFC 3339, UTC
             * @example 2026-11-28T09:15:02.114Z
             */
            expiresAt: string;
            /** @description How often visitors opened it. Counted up to a minute late. */
            views: number;
            /**
             * @description When it was last opened or used
             * @example 2026-11-28T09:15:02.114Z
             */
            lastUsedAt?: string;
            /** @description Shown this once: only its hash is stored */
            token: string;
            /** @description The path of the page for visitors */
            url: string;
        };
        /**
         * @description The files of a guest that are on disk
         * @example {
         *       "uploads": [
         *         {
         *           "filename": "praia.jpg",
         *           "size": 4218377
         *         }
         *       ]
         *     }
         */
        Dropped: {
            uploads: {
                filename: string;
                /** @description Bytes */
                size: number;
            }[];
        };
        /**
         * @example {
         *       "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *       "result": "edited"
         *     }
         */
        EditedItem: {
            /**
             * @description SHA-256 of the original's bytes, in lower-case hexadecimal
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            id: string;
            /**
             * @description `refused`: the item or the album has a limit, or a playlist accepts only songs. `failed`: repeat the request for this item.
             * @enum {unknown}
             */
            result: "edited" | "unchanged" | "not-found" | "refused" | "failed";
            /** @description Of a refusal or a failure: the code of its problem */
            code?: string;
        };
        /**
         * @example {
         *       "id": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
         *       "name": "Praias",
         *       "type": "album",
         *       "sort": "position",
         *       "order": "asc",
         *       "createdAt": "2026-11-28T09:15:02.114Z"
         *     }
         */
        ExportedAlbum: {
            /**
             * @description A ULID
             * @example 01KB4Z3Q7M2N3P4R5S6T7V8W9X
             */
            id: string;
            name: string;
            description?: string;
            /**
             * @description A `playlist` has songs alone
             * @enum {unknown}
             */
            type: "album" | "playlist";
            /**
             * @description The order of its items: `position` as they were arranged
             * @enum {unknown}
             */
            sort: "position" | "date" | "uploaded" | "title";
            /** @enum {unknown} */
            order: "asc" | "desc";
            /**
             * @description SHA-256 of the original's bytes, in lower-case hexadecimal
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            cover?: string;
            /**
             * @example {
             *       "q": "praia",
             *       "kind": "image",
             *       "from": "2024-05",
             *       "has": [
             *         "gps"
             *       ]
             *     }
             */
            rule?: {
                /** @description A search query; empty for none */
                q?: string;
                /**
                 * @example image
                 * @enum {unknown}
                 */
                kind?: "image" | "audio" | "document";
                /**
                 * @description `received`: in the spool. `stored`: in the originals bucket. `processing`, `ready` and `failed`: by its processor.
                 * @example ready
                 * @enum {unknown}
                 */
                status?: "received" | "stored" | "processing" | "ready" | "failed";
                /** @description The first date of an item, included: `2024`, `2024-05`, `2024-05-06` or with a time */
                from?: string;
                /** @description The last date of an item, included: `2024`, `2024-05`, `2024-05-06` or with a time */
                to?: string;
                /** @description The make and model */
                camera?: string;
                /** @description The lens */
                lens?: string;
                /** @description The artist or album artist */
                artist?: string;
                /** @description The album */
                album?: string;
                /** @description A genre */
                genre?: string;
                /** @description A city, region or country */
                place?: string;
                /** @description A tag of the owner, or a keyword of the file */
                tag?: string;
                /** @description The id of an album that has the item. `album` is the album of a song. */
                inAlbum?: string;
                /** @description Only favourites, or only others */
                favourite?: boolean;
                /** @description Only archived items, or only others; all by default */
                archived?: boolean;
                /** @description The fewest stars of an item */
                rating?: number;
                /** @description The MIME type of the original */
                mimeType?: string;
                /** @description Where it was: west, south, east and north in degrees, separated by commas */
                bbox?: string;
                /** @description Properties that items have, all of them */
                has?: ("gps" | "text" | "picture" | "note")[];
            };
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-28T09:15:02.114Z
             */
            createdAt: string;
        };
        /**
         * @example {
         *       "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *       "path": "2024/05/praia.jpg",
         *       "sidecar": "2024/05/praia.jpg.xmp",
         *       "kind": "image",
         *       "mimeType": "image/jpeg",
         *       "size": 40031,
         *       "filenames": [
         *         "praia.jpg"
         *       ],
         *       "createdAt": "2026-11-28T09:15:02.114Z",
         *       "date": "2024-05-06T07:08:09",
         *       "dateSource": "exif",
         *       "title": "Praia ao amanhecer",
         *       "favourite": true,
         *       "edits": {
         *         "title": "Praia ao amanhecer",
         *         "favourite": true
         *       },
         *       "albums": [
         *         {
         *           "id": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
         *           "position": "a0"
         *         }
         *       ]
         *     }
         */
        ExportedItem: {
            /**
             * @description SHA-256 of the original's bytes, in lower-case hexadecimal
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            id: string;
            /** @description Of the original, from the folder of the manifest */
            path: string;
            /** @description Of its XMP sidecar, if it was edited */
            sidecar?: string;
            /** @description A media kind: `image`, `audio` or `document` */
            kind: string;
            mimeType: string;
            /** @description Bytes */
            size: number;
            /** @description The file names of its uploads, each once, the name that is shown first */
            filenames: string[];
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-28T09:15:02.114Z
             */
            createdAt: string;
            /**
             * @description Local time
             * @example 2024-05-06T07:08:09
             */
            date: string;
            /**
             * @description Where the date comes from: `exif`, `xmp`, `iptc`, `gps`, `tag` and `document` are parts of the file. `file-name`: the name of the first upload. `upload`: the time of that upload, in UTC. `edit`: the owner.
             * @example exif
             * @enum {unknown}
             */
            dateSource: "exif" | "xmp" | "iptc" | "gps" | "tag" | "document" | "file-name" | "upload" | "edit";
            /** @description UTC offset of `date`, if known */
            offset?: string;
            title?: string;
            description?: string;
            tags?: string[];
            /** @description Absent unless true */
            favourite?: boolean;
            /** @description Absent unless true */
            archived?: boolean;
            place?: components["schemas"]["Place"];
            /** @description Stars, 1 to 5 */
            rating?: number;
            /**
             * @description What the owner says, as `PATCH /media/:id` takes it; tags may be more
             * @example {
             *       "title": "Praia ao amanhecer",
             *       "tags": {
             *         "add": [
             *           "praia"
             *         ],
             *         "remove": [
             *           "IMG"
             *         ]
             *       },
             *       "favourite": true,
             *       "date": "2024-05-06T07:08"
             *     }
             * @example {
             *       "title": null,
             *       "date": {
             *         "shift": -3600
             *       }
             *     }
             */
            edits?: {
                /** @description The title; empty for none; null takes it back to what the file says */
                title?: string | null;
                /** @description The description; empty for none; null takes it back to what the file says */
                description?: string | null;
                /** @description A list replaces the tags; an object adds and removes some; null takes it back to what the file says */
                tags?: null | string[] | {
                    add?: string[];
                    remove?: string[];
                };
                /** @description Whether it is a favourite */
                favourite?: boolean | null;
                /** @description Whether it is archived */
                archived?: boolean | null;
                /** @description A local time, `2024`, `2024-05`, `2024-05-06` or with a time and a UTC offset; or a shift; null takes it back to what the file says */
                date?: null | string | {
                    /** @description Seconds from the date that the file says: a second shift replaces the first */
                    shift: number;
                };
                /** @description Where it is from; null takes it back to what the file says */
                place?: null | components["schemas"]["PlaceEdit"];
                /** @description Stars, 0 for none; null takes it back to what the file says */
                rating?: number | null;
            };
            albums?: {
                /**
                 * @description A ULID
                 * @example 01KB4Z3Q7M2N3P4R5S6T7V8W9X
                 */
                id: string;
                /** @description Orders the items of an album, as text in ASCII */
                position: string;
            }[];
        };
        /**
         * @description What an export has: each item and all that its owner has added
         * @example {
         *       "format": "galeria-export",
         *       "version": 1,
         *       "exportedAt": "2026-11-28T09:15:02.114Z",
         *       "items": [
         *         {
         *           "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *           "path": "2024/05/praia.jpg",
         *           "sidecar": "2024/05/praia.jpg.xmp",
         *           "kind": "image",
         *           "mimeType": "image/jpeg",
         *           "size": 40031,
         *           "filenames": [
         *             "praia.jpg"
         *           ],
         *           "createdAt": "2026-11-28T09:15:02.114Z",
         *           "date": "2024-05-06T07:08:09",
         *           "dateSource": "exif",
         *           "title": "Praia ao amanhecer",
         *           "favourite": true,
         *           "edits": {
         *             "title": "Praia ao amanhecer",
         *             "favourite": true
         *           },
         *           "albums": [
         *             {
         *               "id": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
         *               "position": "a0"
         *             }
         *           ]
         *         }
         *       ],
         *       "missing": [],
         *       "albums": [
         *         {
         *           "id": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
         *           "name": "Praias",
         *           "type": "album",
         *           "sort": "position",
         *           "order": "asc",
         *           "createdAt": "2026-11-28T09:15:02.114Z"
         *         }
         *       ]
         *     }
         */
        ExportManifest: {
            /** @enum {unknown} */
            format: "galeria-export";
            /** @description Grows with changes that readers must know */
            version: number;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-28T09:15:02.114Z
             */
            exportedAt: string;
            items: components["schemas"]["ExportedItem"][];
            /** @description Items that were left out */
            missing: components["schemas"]["MissingItem"][];
            /** @description The albums of these items, and without a query all albums; the oldest first */
            albums: components["schemas"]["ExportedAlbum"][];
        };
        /**
         * @description The most frequent values, the most frequent first
         * @example {
         *       "facets": {
         *         "kind": [
         *           {
         *             "value": "image",
         *             "count": 3
         *           }
         *         ],
         *         "year": [
         *           {
         *             "value": "2024",
         *             "count": 2
         *           },
         *           {
         *             "value": "2023",
         *             "count": 1
         *           }
         *         ],
         *         "camera": [
         *           {
         *             "value": "Fujifilm X-T5",
         *             "count": 2
         *           }
         *         ],
         *         "lens": [],
         *         "artist": [],
         *         "album": [],
         *         "genre": [],
         *         "place": [
         *           {
         *             "value": "Rio de Janeiro",
         *             "count": 2
         *           }
         *         ],
         *         "tag": [
         *           {
         *             "value": "praia",
         *             "count": 2
         *           }
         *         ]
         *       },
         *       "complete": true
         *     }
         */
        Facets: {
            facets: {
                kind: {
                    value: string;
                    count: number;
                }[];
                year: {
                    value: string;
                    count: number;
                }[];
                camera: {
                    value: string;
                    count: number;
                }[];
                lens: {
                    value: string;
                    count: number;
                }[];
                artist: {
                    value: string;
                    count: number;
                }[];
                album: {
                    value: string;
                    count: number;
                }[];
                genre: {
                    value: string;
                    count: number;
                }[];
                place: {
                    value: string;
                    count: number;
                }[];
                tag: {
                    value: string;
                    count: number;
                }[];
            };
            /** @description Whether the index has every item. False while it is being built. */
            complete: boolean;
            /**
             * @description Present while the catalog is unreachable: the answer has the changes up to this time (RFC 3339, UTC)
             * @example 2026-11-28T09:15:02.114Z
             */
            stale?: string;
        };
        /**
         * @description The reason for which processing failed
         * @example {
         *       "code": "corrupt",
         *       "message": "The file is damaged and cannot be decoded"
         *     }
         */
        Failure: {
            /** @enum {unknown} */
            code: "corrupt" | "format-unsupported" | "video-unsupported" | "too-long" | "too-many-pixels" | "too-slow" | "too-much-memory" | "decoder-lost" | "expands-too-far" | "too-large" | "content-mismatch" | "retries-exhausted" | "store-refused";
            message: string;
        };
        /**
         * @example {
         *       "status": "ok"
         *     }
         */
        Health: {
            /** @enum {unknown} */
            status: "ok";
        };
        /**
         * @description The `data` of the event `heartbeat`: the stream has sent all changes that were visible at this time
         * @example {
         *       "asOf": "2026-11-28T09:15:02.114Z"
         *     }
         */
        HeartbeatEvent: {
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-28T09:15:02.114Z
             */
            asOf: string;
        };
        /**
         * @description The state of the index of this cell
         * @example {
         *       "complete": true,
         *       "items": 1204,
         *       "lagSeconds": 1,
         *       "missingTexts": 0
         *     }
         */
        IndexReport: {
            /** @description Whether the index has every item of the catalog */
            complete: boolean;
            items: number;
            /** @description Time since the changes were read */
            lagSeconds: number;
            /** @description Texts of documents that search cannot find yet */
            missingTexts: number;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *           "status": "ready"
         *         }
         *       ]
         *     }
         */
        KnownResponse: {
            /** @description Those that exist, in the order of the request. An id that occurs twice is in it once. */
            items: components["schemas"]["RetriedItem"][];
        };
        /**
         * @description A link as its visitors see it
         * @example {
         *       "type": "share",
         *       "title": "Praias",
         *       "isLocked": false,
         *       "expiresAt": "2026-12-28T09:15:02.114Z",
         *       "originals": true
         *     }
         */
        Link: {
            /**
             * @description `share` shows items, `drop` takes uploads
             * @enum {unknown}
             */
            type: "share" | "drop";
            /** @description Absent while the link is locked */
            title?: string;
            /** @description Whether a password is needed first */
            isLocked: boolean;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-28T09:15:02.114Z
             */
            expiresAt: string;
            /** @description Of a share: whether originals may be downloaded */
            originals?: boolean;
            /** @description Of a drop: the files it still takes */
            files?: number;
            /** @description Of a drop: the bytes it still takes */
            bytes?: number;
        };
        /**
         * @description What the owner says about an item. A field that is absent stays as it is.
         * @example {
         *       "title": "Praia ao amanhecer",
         *       "tags": {
         *         "add": [
         *           "praia"
         *         ],
         *         "remove": [
         *           "IMG"
         *         ]
         *       },
         *       "favourite": true,
         *       "date": "2024-05-06T07:08"
         *     }
         * @example {
         *       "title": null,
         *       "date": {
         *         "shift": -3600
         *       }
         *     }
         */
        MediaEdit: {
            /** @description The title; empty for none; null takes it back to what the file says */
            title?: string | null;
            /** @description The description; empty for none; null takes it back to what the file says */
            description?: string | null;
            /** @description A list replaces the tags; an object adds and removes some; null takes it back to what the file says */
            tags?: null | string[] | {
                add?: string[];
                remove?: string[];
            };
            /** @description Whether it is a favourite */
            favourite?: boolean | null;
            /** @description Whether it is archived */
            archived?: boolean | null;
            /** @description A local time, `2024`, `2024-05`, `2024-05-06` or with a time and a UTC offset; or a shift; null takes it back to what the file says */
            date?: null | string | {
                /** @description Seconds from the date that the file says: a second shift replaces the first */
                shift: number;
            };
            /** @description Where it is from; null takes it back to what the file says */
            place?: null | components["schemas"]["PlaceEdit"];
            /** @description Stars, 0 for none; null takes it back to what the file says */
            rating?: number | null;
        };
        /**
         * @description The `data` of an event of an item. `deleted` has neither `kind`, `status` nor `item`; `item` is also absent if it is large.
         * @example {
         *       "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *       "version": 4,
         *       "changedAt": "2026-11-28T09:15:02.114Z",
         *       "kind": "image",
         *       "status": "ready",
         *       "item": {
         *         "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *         "kind": "image",
         *         "status": "ready",
         *         "createdAt": "2026-11-28T09:15:02.114Z",
         *         "date": "2024-05-06T07:08:09",
         *         "dateSource": "exif",
         *         "offset": "-03:00",
         *         "zone": "America/Sao_Paulo",
         *         "title": "Praia ao amanhecer",
         *         "tags": [
         *           "praia"
         *         ],
         *         "favourite": true,
         *         "place": {
         *           "city": "Rio de Janeiro",
         *           "region": "Rio de Janeiro",
         *           "country": "Brazil",
         *           "latitude": -22.9711,
         *           "longitude": -43.1822
         *         },
         *         "rating": 5,
         *         "edited": [
         *           "tags",
         *           "favourite",
         *           "rating"
         *         ],
         *         "revision": "1.3",
         *         "original": {
         *           "size": 4218377,
         *           "mimeType": "image/jpeg",
         *           "filename": "praia.jpg"
         *         },
         *         "renditions": [
         *           {
         *             "name": "1280.v4.avif",
         *             "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
         *             "mimeType": "image/avif",
         *             "width": 1280,
         *             "height": 960,
         *             "size": 148213
         *           }
         *         ],
         *         "sources": [
         *           {
         *             "type": "image/avif",
         *             "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
         *             "sizes": "100vw",
         *             "width": 1280
         *           }
         *         ],
         *         "metadata": {
         *           "format": "jpeg",
         *           "width": 4032,
         *           "height": 3024,
         *           "title": "Praia ao amanhecer",
         *           "hierarchicalKeywords": [
         *             "Lugares|Rio de Janeiro|Copacabana"
         *           ],
         *           "people": [
         *             {
         *               "name": "Ana",
         *               "area": {
         *                 "x": 0.2,
         *                 "y": 0.3,
         *                 "width": 0.1,
         *                 "height": 0.2
         *               }
         *             }
         *           ],
         *           "taken": {
         *             "local": "2024-05-06T07:08:09",
         *             "offset": "-03:00",
         *             "offsetSource": "place",
         *             "source": "exif",
         *             "zone": "America/Sao_Paulo"
         *           },
         *           "gps": {
         *             "latitude": -22.9711,
         *             "longitude": -43.1822
         *           },
         *           "place": {
         *             "city": "Rio de Janeiro",
         *             "region": "Rio de Janeiro",
         *             "country": "Brazil",
         *             "countryCode": "BR"
         *           }
         *         }
         *       }
         *     }
         */
        MediaEvent: {
            /**
             * @description SHA-256 of the original's bytes, in lower-case hexadecimal
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            id: string;
            /** @description Grows with each change of the item, over its deletions too */
            version: number;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-28T09:15:02.114Z
             */
            changedAt: string;
            /** @description A media kind: `image`, `audio` or `document` */
            kind?: string;
            /**
             * @description `received`: in the spool. `stored`: in the originals bucket. `processing`, `ready` and `failed`: by its processor.
             * @example ready
             * @enum {unknown}
             */
            status?: "received" | "stored" | "processing" | "ready" | "failed";
            item?: components["schemas"]["MediaSummary"];
            /**
             * @description Of `deleted`: the item is in the bin since then, and can be restored
             * @example 2026-11-28T09:15:02.114Z
             */
            binnedAt?: string;
        };
        /**
         * @example {
         *       "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *       "kind": "image",
         *       "status": "ready",
         *       "createdAt": "2026-11-28T09:15:02.114Z",
         *       "date": "2024-05-06T07:08:09",
         *       "dateSource": "exif",
         *       "offset": "-03:00",
         *       "zone": "America/Sao_Paulo",
         *       "title": "Praia ao amanhecer",
         *       "tags": [
         *         "praia"
         *       ],
         *       "favourite": true,
         *       "place": {
         *         "city": "Rio de Janeiro",
         *         "region": "Rio de Janeiro",
         *         "country": "Brazil",
         *         "latitude": -22.9711,
         *         "longitude": -43.1822
         *       },
         *       "rating": 5,
         *       "edited": [
         *         "tags",
         *         "favourite",
         *         "rating"
         *       ],
         *       "revision": "1.3",
         *       "original": {
         *         "size": 4218377,
         *         "mimeType": "image/jpeg",
         *         "filename": "praia.jpg"
         *       },
         *       "renditions": [
         *         {
         *           "name": "1280.v4.avif",
         *           "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
         *           "mimeType": "image/avif",
         *           "width": 1280,
         *           "height": 960,
         *           "size": 148213
         *         }
         *       ],
         *       "sources": [
         *         {
         *           "type": "image/avif",
         *           "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
         *           "sizes": "100vw",
         *           "width": 1280
         *         }
         *       ],
         *       "metadata": {
         *         "format": "jpeg",
         *         "width": 4032,
         *         "height": 3024,
         *         "title": "Praia ao amanhecer",
         *         "hierarchicalKeywords": [
         *           "Lugares|Rio de Janeiro|Copacabana"
         *         ],
         *         "people": [
         *           {
         *             "name": "Ana",
         *             "area": {
         *               "x": 0.2,
         *               "y": 0.3,
         *               "width": 0.1,
         *               "height": 0.2
         *             }
         *           }
         *         ],
         *         "taken": {
         *           "local": "2024-05-06T07:08:09",
         *           "offset": "-03:00",
         *           "offsetSource": "place",
         *           "source": "exif",
         *           "zone": "America/Sao_Paulo"
         *         },
         *         "gps": {
         *           "latitude": -22.9711,
         *           "longitude": -43.1822
         *         },
         *         "place": {
         *           "city": "Rio de Janeiro",
         *           "region": "Rio de Janeiro",
         *           "country": "Brazil",
         *           "countryCode": "BR"
         *         }
         *       },
         *       "attempts": [
         *         {
         *           "attempt": "01KB4Z3PA1B2C3D4E5F6G7H8J9",
         *           "startedAt": "2026-11-28T09:15:03.027Z",
         *           "outcome": "ready",
         *           "durationMs": 2140.6,
         *           "memoryMiB": 412,
         *           "coldStart": false
         *         }
         *       ],
         *       "uploads": [
         *         {
         *           "upload": "01KB4Z3M8Q6T2V5W7X9Y0A1B2C",
         *           "filename": "praia.jpg",
         *           "mimeType": "image/jpeg",
         *           "receivedAt": "2026-11-28T09:15:02.114Z",
         *           "cell": "a",
         *           "address": "203.0.113.0",
         *           "key": "phone",
         *           "userAgent": "curl/8.5.0"
         *         }
         *       ]
         *     }
         */
        MediaItem: {
            /**
             * @description SHA-256 of the original's bytes, in lower-case hexadecimal
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            id: string;
            /** @description A media kind: `image`, `audio` or `document` */
            kind: string;
            /**
             * @description `received`: in the spool. `stored`: in the originals bucket. `processing`, `ready` and `failed`: by its processor.
             * @example ready
             * @enum {unknown}
             */
            status: "received" | "stored" | "processing" | "ready" | "failed";
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-28T09:15:02.114Z
             */
            createdAt: string;
            /**
             * @description The date of the item as a local time. Month, day and time are the first ones where the date lacks them.
             * @example 2024-05-06T07:08:09
             */
            date: string;
            /**
             * @description Where the date comes from: `exif`, `xmp`, `iptc`, `gps`, `tag` and `document` are parts of the file. `file-name`: the name of the first upload. `upload`: the time of that upload, in UTC. `edit`: the owner.
             * @example exif
             * @enum {unknown}
             */
            dateSource: "exif" | "xmp" | "iptc" | "gps" | "tag" | "document" | "file-name" | "upload" | "edit";
            /**
             * @description UTC offset of `date`, if known
             * @example -03:00
             */
            offset?: string;
            /**
             * @description IANA time zone of `date`, if known
             * @example America/Sao_Paulo
             */
            zone?: string;
            title?: string;
            description?: string;
            tags?: string[];
            /** @description Absent unless true */
            favourite?: boolean;
            /** @description Absent unless true */
            archived?: boolean;
            place?: components["schemas"]["Place"];
            /** @description Stars, 1 to 5 */
            rating?: number;
            /**
             * @description Since when it is in the bin
             * @example 2026-11-28T09:15:02.114Z
             */
            binnedAt?: string;
            /** @description The ids of the albums that it was added to */
            albums?: string[];
            /** @description The fields that the owner says. `metadata` has what the file says. */
            edited?: ("title" | "description" | "tags" | "favourite" | "archived" | "date" | "place" | "rating")[];
            /**
             * @description Names the last edit, for `If-Match`. Absent until the item is in the catalog.
             * @example 1.3
             */
            revision?: string;
            failure?: components["schemas"]["Failure"];
            note?: components["schemas"]["Note"];
            original: components["schemas"]["Original"];
            renditions: components["schemas"]["Rendition"][];
            /** @description The pictures among the renditions, by format, the smallest format first */
            sources: components["schemas"]["Source"][];
            metadata: components["schemas"]["Metadata"];
            /** @description The newest 100. Empty if `stale`. */
            attempts: components["schemas"]["Attempt"][];
            /** @description The newest 100. If `stale`, only those in the spool. */
            uploads: components["schemas"]["UploadRecord"][];
            /**
             * @description Present while the catalog is unreachable: the answer has the changes up to this time (RFC 3339, UTC)
             * @example 2026-11-28T09:15:02.114Z
             */
            stale?: string;
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *           "kind": "image",
         *           "status": "ready",
         *           "createdAt": "2026-11-28T09:15:02.114Z",
         *           "date": "2024-05-06T07:08:09",
         *           "dateSource": "exif",
         *           "offset": "-03:00",
         *           "zone": "America/Sao_Paulo",
         *           "title": "Praia ao amanhecer",
         *           "tags": [
         *             "praia"
         *           ],
         *           "favourite": true,
         *           "place": {
         *             "city": "Rio de Janeiro",
         *             "region": "Rio de Janeiro",
         *             "country": "Brazil",
         *             "latitude": -22.9711,
         *             "longitude": -43.1822
         *           },
         *           "rating": 5,
         *           "edited": [
         *             "tags",
         *             "favourite",
         *             "rating"
         *           ],
         *           "revision": "1.3",
         *           "original": {
         *             "size": 4218377,
         *             "mimeType": "image/jpeg",
         *             "filename": "praia.jpg"
         *           },
         *           "renditions": [
         *             {
         *               "name": "1280.v4.avif",
         *               "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
         *               "mimeType": "image/avif",
         *               "width": 1280,
         *               "height": 960,
         *               "size": 148213
         *             }
         *           ],
         *           "sources": [
         *             {
         *               "type": "image/avif",
         *               "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
         *               "sizes": "100vw",
         *               "width": 1280
         *             }
         *           ],
         *           "metadata": {
         *             "format": "jpeg",
         *             "width": 4032,
         *             "height": 3024,
         *             "title": "Praia ao amanhecer",
         *             "hierarchicalKeywords": [
         *               "Lugares|Rio de Janeiro|Copacabana"
         *             ],
         *             "people": [
         *               {
         *                 "name": "Ana",
         *                 "area": {
         *                   "x": 0.2,
         *                   "y": 0.3,
         *                   "width": 0.1,
         *                   "height": 0.2
         *                 }
         *               }
         *             ],
         *             "taken": {
         *               "local": "2024-05-06T07:08:09",
         *               "offset": "-03:00",
         *               "offsetSource": "place",
         *               "source": "exif",
         *               "zone": "America/Sao_Paulo"
         *             },
         *             "gps": {
         *               "latitude": -22.9711,
         *               "longitude": -43.1822
         *             },
         *             "place": {
         *               "city": "Rio de Janeiro",
         *               "region": "Rio de Janeiro",
         *               "country": "Brazil",
         *               "countryCode": "BR"
         *             }
         *           },
         *           "snippet": {
         *             "text": "O mar subiu três metros na praia.",
         *             "page": 50,
         *             "marks": [
         *               [
         *                 27,
         *                 32
         *               ]
         *             ]
         *           }
         *         }
         *       ],
         *       "cursor": "WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0",
         *       "total": 1204,
         *       "complete": true
         *     }
         */
        MediaPage: {
            items: components["schemas"]["MediaSummary"][];
            /**
             * @description The cursor of the next page. Absent on the last page.
             * @example WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0
             */
            cursor?: string;
            /** @description The number of all items, where it is known without counting */
            total?: number;
            /** @description Whether the index has every item. False while it is being built. */
            complete: boolean;
            /**
             * @description Present while the catalog is unreachable: the answer has the changes up to this time (RFC 3339, UTC)
             * @example 2026-11-28T09:15:02.114Z
             */
            stale?: string;
        };
        /**
         * @example {
         *       "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *       "kind": "image",
         *       "status": "ready",
         *       "createdAt": "2026-11-28T09:15:02.114Z",
         *       "date": "2024-05-06T07:08:09",
         *       "dateSource": "exif",
         *       "offset": "-03:00",
         *       "zone": "America/Sao_Paulo",
         *       "title": "Praia ao amanhecer",
         *       "tags": [
         *         "praia"
         *       ],
         *       "favourite": true,
         *       "place": {
         *         "city": "Rio de Janeiro",
         *         "region": "Rio de Janeiro",
         *         "country": "Brazil",
         *         "latitude": -22.9711,
         *         "longitude": -43.1822
         *       },
         *       "rating": 5,
         *       "edited": [
         *         "tags",
         *         "favourite",
         *         "rating"
         *       ],
         *       "revision": "1.3",
         *       "original": {
         *         "size": 4218377,
         *         "mimeType": "image/jpeg",
         *         "filename": "praia.jpg"
         *       },
         *       "renditions": [
         *         {
         *           "name": "1280.v4.avif",
         *           "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
         *           "mimeType": "image/avif",
         *           "width": 1280,
         *           "height": 960,
         *           "size": 148213
         *         }
         *       ],
         *       "sources": [
         *         {
         *           "type": "image/avif",
         *           "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
         *           "sizes": "100vw",
         *           "width": 1280
         *         }
         *       ],
         *       "metadata": {
         *         "format": "jpeg",
         *         "width": 4032,
         *         "height": 3024,
         *         "title": "Praia ao amanhecer",
         *         "hierarchicalKeywords": [
         *           "Lugares|Rio de Janeiro|Copacabana"
         *         ],
         *         "people": [
         *           {
         *             "name": "Ana",
         *             "area": {
         *               "x": 0.2,
         *               "y": 0.3,
         *               "width": 0.1,
         *               "height": 0.2
         *             }
         *           }
         *         ],
         *         "taken": {
         *           "local": "2024-05-06T07:08:09",
         *           "offset": "-03:00",
         *           "offsetSource": "place",
         *           "source": "exif",
         *           "zone": "America/Sao_Paulo"
         *         },
         *         "gps": {
         *           "latitude": -22.9711,
         *           "longitude": -43.1822
         *         },
         *         "place": {
         *           "city": "Rio de Janeiro",
         *           "region": "Rio de Janeiro",
         *           "country": "Brazil",
         *           "countryCode": "BR"
         *         }
         *       },
         *       "snippet": {
         *         "text": "O mar subiu três metros na praia.",
         *         "page": 50,
         *         "marks": [
         *           [
         *             27,
         *             32
         *           ]
         *         ]
         *       }
         *     }
         */
        MediaSummary: {
            /**
             * @description SHA-256 of the original's bytes, in lower-case hexadecimal
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            id: string;
            /** @description A media kind: `image`, `audio` or `document` */
            kind: string;
            /**
             * @description `received`: in the spool. `stored`: in the originals bucket. `processing`, `ready` and `failed`: by its processor.
             * @example ready
             * @enum {unknown}
             */
            status: "received" | "stored" | "processing" | "ready" | "failed";
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-28T09:15:02.114Z
             */
            createdAt: string;
            /**
             * @description The date of the item as a local time. Month, day and time are the first ones where the date lacks them.
             * @example 2024-05-06T07:08:09
             */
            date: string;
            /**
             * @description Where the date comes from: `exif`, `xmp`, `iptc`, `gps`, `tag` and `document` are parts of the file. `file-name`: the name of the first upload. `upload`: the time of that upload, in UTC. `edit`: the owner.
             * @example exif
             * @enum {unknown}
             */
            dateSource: "exif" | "xmp" | "iptc" | "gps" | "tag" | "document" | "file-name" | "upload" | "edit";
            /**
             * @description UTC offset of `date`, if known
             * @example -03:00
             */
            offset?: string;
            /**
             * @description IANA time zone of `date`, if known
             * @example America/Sao_Paulo
             */
            zone?: string;
            title?: string;
            description?: string;
            tags?: string[];
            /** @description Absent unless true */
            favourite?: boolean;
            /** @description Absent unless true */
            archived?: boolean;
            place?: components["schemas"]["Place"];
            /** @description Stars, 1 to 5 */
            rating?: number;
            /**
             * @description Since when it is in the bin
             * @example 2026-11-28T09:15:02.114Z
             */
            binnedAt?: string;
            /** @description The ids of the albums that it was added to */
            albums?: string[];
            /** @description The fields that the owner says. `metadata` has what the file says. */
            edited?: ("title" | "description" | "tags" | "favourite" | "archived" | "date" | "place" | "rating")[];
            /**
             * @description Names the last edit, for `If-Match`. Absent until the item is in the catalog.
             * @example 1.3
             */
            revision?: string;
            failure?: components["schemas"]["Failure"];
            note?: components["schemas"]["Note"];
            original: components["schemas"]["Original"];
            renditions: components["schemas"]["Rendition"][];
            /** @description The pictures among the renditions, by format, the smallest format first */
            sources: components["schemas"]["Source"][];
            metadata: components["schemas"]["Metadata"];
            snippet?: components["schemas"]["Snippet"];
        };
        /**
         * @description Metadata by media kind. Empty until the item is `ready`.
         * @example {
         *       "format": "jpeg",
         *       "width": 4032,
         *       "height": 3024,
         *       "title": "Praia ao amanhecer",
         *       "hierarchicalKeywords": [
         *         "Lugares|Rio de Janeiro|Copacabana"
         *       ],
         *       "people": [
         *         {
         *           "name": "Ana",
         *           "area": {
         *             "x": 0.2,
         *             "y": 0.3,
         *             "width": 0.1,
         *             "height": 0.2
         *           }
         *         }
         *       ],
         *       "taken": {
         *         "local": "2024-05-06T07:08:09",
         *         "offset": "-03:00",
         *         "offsetSource": "place",
         *         "source": "exif",
         *         "zone": "America/Sao_Paulo"
         *       },
         *       "gps": {
         *         "latitude": -22.9711,
         *         "longitude": -43.1822
         *       },
         *       "place": {
         *         "city": "Rio de Janeiro",
         *         "region": "Rio de Janeiro",
         *         "country": "Brazil",
         *         "countryCode": "BR"
         *       }
         *     }
         * @example {
         *       "format": "flac",
         *       "durationMs": 214300,
         *       "title": "Maré baixa",
         *       "artist": "Duo Atlântico feat. Ana Lua",
         *       "artists": [
         *         "Duo Atlântico",
         *         "Ana Lua"
         *       ],
         *       "album": "Marés",
         *       "albumArtist": "Duo Atlântico",
         *       "albumArtists": [
         *         "Duo Atlântico"
         *       ],
         *       "composer": [
         *         "Ana Lua"
         *       ],
         *       "track": {
         *         "number": 3,
         *         "of": 11
         *       },
         *       "disc": {
         *         "number": 1,
         *         "of": 1
         *       },
         *       "genre": [
         *         "Bossa nova"
         *       ],
         *       "year": 2019,
         *       "date": {
         *         "local": "2019-11-08",
         *         "offset": null,
         *         "source": "tag"
         *       },
         *       "bpm": 96,
         *       "isrc": [
         *         "BRBMG1900729"
         *       ],
         *       "musicBrainz": {
         *         "recording": "b10bbbfc-cf9e-42e0-be17-e2c3e1d2600d"
         *       },
         *       "replayGain": {
         *         "trackGainDb": -7.54,
         *         "trackPeak": 0.988
         *       },
         *       "chapters": [
         *         {
         *           "startMs": 0,
         *           "title": "Prelúdio"
         *         }
         *       ],
         *       "lyrics": {
         *         "language": "por",
         *         "synced": true
         *       },
         *       "before": {
         *         "codec": "flac",
         *         "sampleRate": 44100,
         *         "channels": 2,
         *         "bitDepth": 16,
         *         "integratedLufs": -9.4
         *       },
         *       "after": {
         *         "codec": "opus",
         *         "sampleRate": 48000,
         *         "channels": 2,
         *         "bitRate": 160000,
         *         "integratedLufs": -18
         *       },
         *       "normalised": {
         *         "targetLufs": -18,
         *         "gainDb": -8.6,
         *         "limitedByPeak": false
         *       }
         *     }
         * @example {
         *       "format": "pdf",
         *       "title": "Contrato",
         *       "pages": 12,
         *       "pageSize": "210 × 297 mm"
         *     }
         */
        Metadata: {
            /** @description `jpeg`, `png`, `heic`, `svg`, … */
            format?: string;
            width?: number;
            height?: number;
            orientation?: number;
            colourSpace?: string;
            /** @description Name of the ICC profile */
            colourProfile?: string;
            bitsPerSample?: number;
            hasAlpha?: boolean;
            /** @enum {unknown} */
            hdr?: "gain-map" | "pq" | "hlg";
            /** @description Pages or frames, if more than one */
            pages?: number;
            animated?: boolean;
            /** @description One play of the animation */
            durationMs?: number;
            /** @description Number of plays, 0 for endless */
            loop?: number;
            /** @description The share of a damaged picture that is missing */
            missing?: number;
            /** @description https://evanw.github.io/thumbhash/ in Base64 */
            thumbhash?: string;
            dominantColour?: string;
            camera?: {
                make?: string;
                model?: string;
                lens?: string;
                lensMake?: string;
            };
            exposure?: {
                seconds?: number;
                /** @description The exposure time, such as `1/125` */
                text?: string;
                fNumber?: number;
                iso?: number;
                biasEv?: number;
                focalLengthMm?: number;
                focalLength35Mm?: number;
                /** @description Whether the flash fired */
                flash?: boolean;
            };
            /** @description The time at which the picture was taken, or its file written */
            taken?: {
                /** @description Local time without a zone, as precise as the file states it: `2024-05-06T07:08:09`, `2024-05-06`, `2024` */
                local: string;
                /** @description UTC offset such as `+02:00`; null if unknown */
                offset: string | null;
                /**
                 * @description The part of the file that states it. Absent in metadata of earlier versions.
                 * @enum {unknown}
                 */
                source?: "exif" | "xmp" | "iptc" | "gps" | "tag" | "document";
                /** @description IANA time zone of the position, if its clocks have this offset */
                zone?: string;
                /** @description The part of the file that states the offset. `gps`: the difference from the GPS time. `place`: the time zone of the position. */
                offsetSource: ("exif" | "xmp" | "iptc" | "tag" | "gps" | "place") | null;
            };
            /** @description WGS 84 */
            gps?: {
                latitude: number;
                longitude: number;
                altitudeMetres?: number;
                /** @description Degrees clockwise from north, 0 up to 360 */
                direction?: number;
                /** @enum {unknown} */
                directionReference?: "true" | "magnetic";
            };
            /** @description The city of the position, with English names by GeoNames (CC BY 4.0) */
            place?: {
                /** @description Absent if no city is near */
                city?: string;
                /** @description State, province or district */
                region?: string;
                country: string;
                /** @description ISO 3166-1 alpha-2 */
                countryCode: string;
            };
            software?: string;
            rating?: number;
            title?: string;
            headline?: string;
            description?: string;
            keywords?: string[];
            /** @description Keywords with their levels, such as `Places|Portugal|Lisbon` */
            hierarchicalKeywords?: string[];
            people?: {
                name?: string;
                /** @description From the top left, in fractions of the picture as shown */
                area?: {
                    x: number;
                    y: number;
                    width: number;
                    height: number;
                };
            }[];
            artist?: string;
            copyright?: string;
        } | {
            /** @description `mpeg`, `aac`, `mp4`, `flac`, `wav`, `ogg`, `wma`, … */
            format?: string;
            /** @description Duration of the decoded audio */
            durationMs?: number;
            title?: string;
            /**
             * @description As the file credits them; several names are joined by commas
             * @example AC/DC
             * @example One feat. Two
             */
            artist?: string;
            /**
             * @description Each of the artists
             * @example [
             *       "One",
             *       "Two"
             *     ]
             */
            artists?: string[];
            album?: string;
            albumArtist?: string;
            /**
             * @description Each of the album artists
             * @example [
             *       "Various Artists"
             *     ]
             */
            albumArtists?: string[];
            /**
             * @description Each of the composers
             * @example [
             *       "Antônio Carlos Jobim"
             *     ]
             */
            composer?: string[];
            track?: {
                number: number;
                of?: number;
            };
            disc?: {
                number: number;
                of?: number;
            };
            /**
             * @description Each of the genres
             * @example [
             *       "Bossa nova",
             *       "Jazz"
             *     ]
             */
            genre?: string[];
            year?: number;
            /** @description The date that the file states */
            date?: {
                /** @description Local time without a zone, as precise as the file states it: `2024-05-06T07:08:09`, `2024-05-06`, `2024` */
                local: string;
                /** @description UTC offset such as `+02:00`; null if unknown */
                offset: string | null;
                /**
                 * @description The part of the file that states it. Absent in metadata of earlier versions.
                 * @enum {unknown}
                 */
                source?: "exif" | "xmp" | "iptc" | "gps" | "tag" | "document";
                /** @description IANA time zone of the position, if its clocks have this offset */
                zone?: string;
            };
            /** @description Beats per minute */
            bpm?: number;
            /**
             * @description International Standard Recording Codes
             * @example [
             *       "BRBMG0300729"
             *     ]
             */
            isrc?: string[];
            /** @description MusicBrainz identifiers */
            musicBrainz?: {
                /**
                 * Format: uuid
                 * @description The performance, which several releases can have
                 */
                recording?: string;
                /**
                 * Format: uuid
                 * @description The track of the release
                 */
                track?: string;
                /**
                 * Format: uuid
                 * @description The edition of the album
                 */
                release?: string;
                /**
                 * Format: uuid
                 * @description The album
                 */
                releaseGroup?: string;
                artists?: string[];
                albumArtists?: string[];
            };
            /**
             * @description The gains that the file states for itself. They are not used, nor valid for the song.
             * @example {
             *       "trackGainDb": -7.54,
             *       "trackPeak": 0.988
             *     }
             */
            replayGain?: {
                /** @description To −18 LUFS (ReplayGain 2.0) */
                trackGainDb?: number;
                /** @description Sample peak; 1 is full scale */
                trackPeak?: number;
                albumGainDb?: number;
                albumPeak?: number;
                /** @description To −23 LUFS, the reference of Opus (RFC 7845) */
                r128TrackGainDb?: number;
                r128AlbumGainDb?: number;
            };
            /**
             * @example [
             *       {
             *         "startMs": 0,
             *         "title": "Prologue"
             *       }
             *     ]
             */
            chapters?: {
                /** @description Milliseconds from the beginning */
                startMs: number;
                title?: string;
            }[];
            /** @description Present if the file has lyrics. The rendition `lyrics.v1.txt` has their text, and `lyrics.v1.vtt` the lines with their times. */
            lyrics?: {
                /**
                 * @description ISO 639-2
                 * @example por
                 */
                language?: string;
                /** @description Whether the lines have times */
                synced: boolean;
            };
            before?: {
                /** @description FFmpeg's name of the codec */
                codec: string;
                /** @description Hz */
                sampleRate: number;
                channels: number;
                /** @description Lossless codecs only */
                bitDepth?: number;
                /** @description bit/s, average */
                bitRate?: number;
                /** @description Absent for silence and below 400 ms */
                integratedLufs?: number;
                /** @description Loudness range; absent below 4 s */
                rangeLu?: number;
                truePeakDbtp?: number;
            };
            after?: {
                /** @description FFmpeg's name of the codec */
                codec: string;
                /** @description Hz */
                sampleRate: number;
                channels: number;
                /** @description Lossless codecs only */
                bitDepth?: number;
                /** @description bit/s, average */
                bitRate?: number;
                /** @description Absent for silence and below 400 ms */
                integratedLufs?: number;
                /** @description Loudness range; absent below 4 s */
                rangeLu?: number;
                truePeakDbtp?: number;
            };
            normalised?: {
                targetLufs: number;
                gainDb: number;
                /** @description Whether the true peak limited the gain below what the target needs */
                limitedByPeak: boolean;
                /** @description Removed DC offset of each channel */
                dcOffset?: number[];
            };
            /** @description https://evanw.github.io/thumbhash/ in Base64 */
            thumbhash?: string;
            dominantColour?: string;
        } | {
            /** @description `pdf`, `docx`, `epub`, `csv`, … */
            format?: string;
            title?: string;
            author?: string;
            subject?: string;
            description?: string;
            keywords?: string[];
            /** @description BCP 47, such as `pt-BR` */
            language?: string;
            /** @description ISO 8601, with an offset if the file has one */
            created?: string;
            /** @description ISO 8601, with an offset if the file has one */
            modified?: string;
            /** @description The date that the file states */
            date?: {
                /** @description Local time without a zone, as precise as the file states it: `2024-05-06T07:08:09`, `2024-05-06`, `2024` */
                local: string;
                /** @description UTC offset such as `+02:00`; null if unknown */
                offset: string | null;
                /**
                 * @description The part of the file that states it. Absent in metadata of earlier versions.
                 * @enum {unknown}
                 */
                source?: "exif" | "xmp" | "iptc" | "gps" | "tag" | "document";
                /** @description IANA time zone of the position, if its clocks have this offset */
                zone?: string;
            };
            /** @description Program that wrote the document */
            creator?: string;
            /** @description Program that wrote the file */
            producer?: string;
            publisher?: string;
            /** @description Pages or slides */
            pages?: number;
            /** @description Sheets of a spreadsheet */
            sheets?: number;
            /** @description `210 × 297 mm` */
            pageSize?: string;
            pdfVersion?: string;
            /** @description A tagged PDF */
            tagged?: boolean;
            /** @description Digital signatures of a PDF, not verified */
            signatures?: number;
            encrypted?: boolean;
            /** @description Embedded files, never opened */
            embeddedFiles?: number;
            /** @description Scripts and macros, never run */
            scripts?: number;
            /** @description A name of the Encoding Standard */
            encoding?: string;
            lines?: number;
            /** @description Records of a CSV file, the first one included */
            rows?: number;
            /** @description Fields of the first record of a CSV file */
            columns?: number;
            /** @description Values of a JSON file with more than one */
            values?: number;
            /** @description The first 2,000 characters of the text */
            excerpt?: string;
            /** @description Whether the text rendition was cut at 10 MiB */
            textTruncated?: boolean;
            /** @description https://evanw.github.io/thumbhash/ in Base64 */
            thumbhash?: string;
            dominantColour?: string;
        };
        /**
         * @example {
         *       "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *       "reason": "deleted"
         *     }
         */
        MissingItem: {
            /**
             * @description SHA-256 of the original's bytes, in lower-case hexadecimal
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            id: string;
            /**
             * @description `deleted`: during the export, or unknown. `not-stored`: the original is in a spool only; export it later.
             * @enum {unknown}
             */
            reason: "deleted" | "not-stored";
        };
        /**
         * @example {
         *       "name": "Praias",
         *       "description": "Verão de 2024",
         *       "sort": "position"
         *     }
         * @example {
         *       "name": "Melhores do Rio",
         *       "rule": {
         *         "place": "Rio de Janeiro",
         *         "rating": 4
         *       }
         *     }
         */
        NewAlbum: {
            name: string;
            description?: string;
            /**
             * @description A `playlist` has songs alone
             * @enum {unknown}
             */
            type?: "album" | "playlist";
            /**
             * @description The order of its items: `position` as they were arranged
             * @enum {unknown}
             */
            sort?: "position" | "date" | "uploaded" | "title";
            /** @enum {unknown} */
            order?: "asc" | "desc";
            /**
             * @description SHA-256 of the original's bytes, in lower-case hexadecimal
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            cover?: string;
            /**
             * @description A saved query: the album has the items that it finds. Such an album takes no items, and its `sort` is not `position`.
             * @example {
             *       "q": "praia",
             *       "kind": "image",
             *       "from": "2024-05",
             *       "has": [
             *         "gps"
             *       ]
             *     }
             */
            rule?: {
                /** @description A search query; empty for none */
                q?: string;
                /**
                 * @example image
                 * @enum {unknown}
                 */
                kind?: "image" | "audio" | "document";
                /**
                 * @description `received`: in the spool. `stored`: in the originals bucket. `processing`, `ready` and `failed`: by its processor.
                 * @example ready
                 * @enum {unknown}
                 */
                status?: "received" | "stored" | "processing" | "ready" | "failed";
                /** @description The first date of an item, included: `2024`, `2024-05`, `2024-05-06` or with a time */
                from?: string;
                /** @description The last date of an item, included: `2024`, `2024-05`, `2024-05-06` or with a time */
                to?: string;
                /** @description The make and model */
                camera?: string;
                /** @description The lens */
                lens?: string;
                /** @description The artist or album artist */
                artist?: string;
                /** @description The album */
                album?: string;
                /** @description A genre */
                genre?: string;
                /** @description A city, region or country */
                place?: string;
                /** @description A tag of the owner, or a keyword of the file */
                tag?: string;
                /** @description The id of an album that has the item. `album` is the album of a song. */
                inAlbum?: string;
                /** @description Only favourites, or only others */
                favourite?: boolean;
                /** @description Only archived items, or only others; all by default */
                archived?: boolean;
                /** @description The fewest stars of an item */
                rating?: number;
                /** @description The MIME type of the original */
                mimeType?: string;
                /** @description Where it was: west, south, east and north in degrees, separated by commas */
                bbox?: string;
                /** @description Properties that items have, all of them */
                has?: ("gps" | "text" | "picture" | "note")[];
            };
        };
        /**
         * @description A share has either `ids` or `album`
         * @example {
         *       "title": "Praias",
         *       "album": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
         *       "expiresAt": "2026-12-28T09:15:02.114Z",
         *       "password": "areia e sol"
         *     }
         * @example {
         *       "ids": [
         *         "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
         *       ],
         *       "originals": true
         *     }
         * @example {
         *       "type": "drop",
         *       "album": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
         *       "maxFiles": 200,
         *       "maxBytes": 2000000000
         *     }
         */
        NewShare: {
            /**
             * @description `share` shows items, `drop` takes uploads
             * @enum {unknown}
             */
            type?: "share" | "drop";
            /** @description Visitors see it */
            title?: string;
            /** @description The items of a share, in this order */
            ids?: string[];
            /**
             * @description The album that a share shows, or that the files of a drop go into
             * @example 01KB4Z3Q7M2N3P4R5S6T7V8W9X
             */
            album?: string;
            /** @description Whether visitors may download originals */
            originals?: boolean;
            /** @description Whether visitors see positions, places and time zones. Without it, originals that have a position are not given. */
            position?: boolean;
            /** @description The most files that a drop takes, 1000 by default */
            maxFiles?: number;
            /** @description The most bytes that a drop takes, 10737418240 by default */
            maxBytes?: number;
            password?: string;
            /**
             * Format: date-time
             * @description The end of the link: in 30 days by default, in 3653 at most
             */
            expiresAt?: string;
        };
        /**
         * @description A remark on an item that is `ready`
         * @example {
         *       "code": "encrypted",
         *       "message": "The file is password-protected; only its public metadata was read"
         *     }
         */
        Note: {
            /** @enum {unknown} */
            code: "preview-unsupported" | "picture-missing" | "document-damaged" | "form-unsupported" | "text-missing" | "encrypted" | "animation-still" | "audio-damaged" | "damaged" | "hdr-flattened";
            message: string;
        };
        /**
         * @example {
         *       "size": 4218377,
         *       "mimeType": "image/jpeg",
         *       "filename": "praia.jpg"
         *     }
         */
        Original: {
            /** @description Bytes */
            size: number;
            mimeType: string;
            filename: string;
        };
        /**
         * @description The place of an item
         * @example {
         *       "city": "Rio de Janeiro",
         *       "region": "Rio de Janeiro",
         *       "country": "Brazil",
         *       "latitude": -22.9711,
         *       "longitude": -43.1822
         *     }
         */
        Place: {
            city?: string;
            region?: string;
            country?: string;
            /** @description Degrees, WGS 84 */
            latitude?: number;
            /** @description Degrees, WGS 84 */
            longitude?: number;
        };
        /**
         * @description Replaces the file's names and position; `{}` for no place. Latitude and longitude in degrees, both or none.
         * @example {
         *       "city": "Rio de Janeiro",
         *       "country": "Brazil",
         *       "latitude": -22.9711,
         *       "longitude": -43.1822
         *     }
         */
        PlaceEdit: {
            /** @description The city */
            city?: string;
            /** @description The region */
            region?: string;
            /** @description The country */
            country?: string;
            latitude?: number;
            longitude?: number;
        };
        /**
         * @description A problem document (RFC 9457)
         * @example {
         *       "type": "urn:galeria:problem:empty-file",
         *       "title": "The file is empty",
         *       "status": 400,
         *       "detail": "photo.jpg",
         *       "code": "empty-file"
         *     }
         */
        Problem: {
            /** @description A URN that holds the code */
            type: string;
            /** @description The same sentence for every problem of this code */
            title: string;
            status: number;
            /** @description This occurrence of the problem */
            detail?: string;
            /** @enum {unknown} */
            code: "bad-request" | "broken-multipart" | "digest-mismatch" | "empty-file" | "no-file" | "unauthorized" | "host-forbidden" | "origin-forbidden" | "password-required" | "password-wrong" | "scope-missing" | "upload-final" | "not-found" | "method-not-allowed" | "too-slow" | "album-by-rule" | "album-full" | "albums-full" | "not-a-song" | "drop-full" | "shares-full" | "not-stored" | "offset-mismatch" | "upload-incomplete" | "upload-ended" | "edit-conflict" | "tus-version-unsupported" | "export-too-large" | "file-too-large" | "length-exceeded" | "too-many-parts" | "kind-unsupported" | "not-json" | "not-offset-stream" | "not-multipart" | "range-unsatisfiable" | "upload-busy" | "too-many-attempts" | "checksum-mismatch" | "internal" | "cloud-unavailable" | "index-unavailable" | "too-many-exports" | "too-many-streams" | "spool-unwritable" | "too-many-open-files" | "spool-full";
        };
        /**
         * @example {
         *       "status": "ready",
         *       "spool": {
         *         "files": 2,
         *         "bytes": 8436754,
         *         "oldestSeconds": 1,
         *         "held": 0,
         *         "unfinished": 1,
         *         "unfinishedBytes": 16777216
         *       },
         *       "index": {
         *         "complete": true,
         *         "items": 1204,
         *         "lagSeconds": 1,
         *         "missingTexts": 0
         *       }
         *     }
         */
        Readiness: {
            /** @enum {unknown} */
            status: "ready";
            spool: components["schemas"]["Backlog"];
            index?: components["schemas"]["IndexReport"];
        };
        /**
         * @example {
         *       "name": "1280.v4.avif",
         *       "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
         *       "mimeType": "image/avif",
         *       "width": 1280,
         *       "height": 960,
         *       "size": 148213
         *     }
         */
        Rendition: {
            /** @description Box, recipe version and format, such as `1280.v4.avif` */
            name: string;
            /** @description A path on this host, signed in a private gallery */
            url: string;
            mimeType: string;
            /** @description Pixels as shown; pictures only */
            width?: number;
            /** @description Pixels as shown; pictures only */
            height?: number;
            /** @description Bytes */
            size: number;
        };
        /**
         * @description The `data` of the event `reset`: changes may be missing, so list the items again
         * @example {
         *       "reason": "too-old"
         *     }
         */
        ResetEvent: {
            /**
             * @description `unknown-id`: the id of no event. `too-old`: older than 24 hours. `too-many`: more changes than the stream repeats. `rebuilt`: the catalog was restored.
             * @enum {unknown}
             */
            reason: "unknown-id" | "too-old" | "too-many" | "rebuilt";
        };
        /**
         * @example {
         *       "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *       "status": "stored"
         *     }
         */
        RetriedItem: {
            /**
             * @description SHA-256 of the original's bytes, in lower-case hexadecimal
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            id: string;
            /**
             * @description `received`: in the spool. `stored`: in the originals bucket. `processing`, `ready` and `failed`: by its processor.
             * @example ready
             * @enum {unknown}
             */
            status: "received" | "stored" | "processing" | "ready" | "failed";
        };
        /**
         * @example {
         *       "retried": 12,
         *       "cursor": "WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0"
         *     }
         */
        RetryResponse: {
            /** @description Number of items */
            retried: number;
            /**
             * @description The cursor of the next page. Absent on the last page.
             * @example WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0
             */
            cursor?: string;
        };
        /**
         * @example {
         *       "id": "5f16c3f2f6b1a6c0d5a2b1e8e7e3a1a84e7a3e0f7e1d5b6c1b0f2f8b6e2c9d10",
         *       "key": "phone",
         *       "createdAt": "2026-11-28T09:15:02.114Z",
         *       "expiresAt": "2026-12-28T09:15:02.114Z"
         *     }
         */
        Session: {
            /** @example 5f16c3f2f6b1a6c0d5a2b1e8e7e3a1a84e7a3e0f7e1d5b6c1b0f2f8b6e2c9d10 */
            id: string;
            /** @description Name of the API key */
            key: string;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-28T09:15:02.114Z
             */
            createdAt: string;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-28T09:15:02.114Z
             */
            expiresAt: string;
            address?: string;
            userAgent?: string;
        };
        /**
         * @example {
         *       "sessions": [
         *         {
         *           "id": "5f16c3f2f6b1a6c0d5a2b1e8e7e3a1a84e7a3e0f7e1d5b6c1b0f2f8b6e2c9d10",
         *           "key": "phone",
         *           "createdAt": "2026-11-28T09:15:02.114Z",
         *           "expiresAt": "2026-12-28T09:15:02.114Z"
         *         }
         *       ]
         *     }
         */
        SessionList: {
            /** @description The newest first */
            sessions: components["schemas"]["Session"][];
        };
        /**
         * @example {
         *       "id": "01KB4Z3R1A2B3C4D5E6F7G8H9J",
         *       "type": "share",
         *       "title": "Praias",
         *       "album": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
         *       "originals": false,
         *       "position": false,
         *       "hasPassword": true,
         *       "createdAt": "2026-11-28T09:15:02.114Z",
         *       "expiresAt": "2026-12-28T09:15:02.114Z",
         *       "views": 14,
         *       "lastUsedAt": "2026-11-29T18:02:40.050Z"
         *     }
         */
        Share: {
            /**
             * @description A ULID
             * @example 01KB4Z3R1A2B3C4D5E6F7G8H9J
             */
            id: string;
            /**
             * @description `share` shows items, `drop` takes uploads
             * @enum {unknown}
             */
            type: "share" | "drop";
            title?: string;
            /** @description Absent in lists */
            ids?: string[];
            /**
             * @description A ULID
             * @example 01KB4Z3Q7M2N3P4R5S6T7V8W9X
             */
            album?: string;
            originals?: boolean;
            position?: boolean;
            maxFiles?: number;
            maxBytes?: number;
            /** @description Files that a drop has taken */
            files?: number;
            /** @description Bytes that a drop has taken */
            bytes?: number;
            hasPassword: boolean;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-28T09:15:02.114Z
             */
            createdAt: string;
            /**
             * @description The end of the link: RFC 3339, UTC
             * @example 2026-11-28T09:15:02.114Z
             */
            expiresAt: string;
            /** @description How often visitors opened it. Counted up to a minute late. */
            views: number;
            /**
             * @description When it was last opened or used
             * @example 2026-11-28T09:15:02.114Z
             */
            lastUsedAt?: string;
        };
        /**
         * @example {
         *       "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *       "kind": "image",
         *       "title": "Praia ao amanhecer",
         *       "date": "2024-05-06T07:08:09",
         *       "width": 4032,
         *       "height": 3024,
         *       "place": {
         *         "city": "Rio de Janeiro",
         *         "region": "Rio de Janeiro",
         *         "country": "Brazil",
         *         "latitude": -22.9711,
         *         "longitude": -43.1822
         *       },
         *       "renditions": [
         *         {
         *           "name": "1280.v4.avif",
         *           "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
         *           "mimeType": "image/avif",
         *           "width": 1280,
         *           "height": 960,
         *           "size": 148213
         *         }
         *       ],
         *       "sources": [
         *         {
         *           "type": "image/avif",
         *           "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
         *           "sizes": "100vw",
         *           "width": 1280
         *         }
         *       ],
         *       "original": {
         *         "size": 4218377,
         *         "mimeType": "image/jpeg",
         *         "filename": "praia.jpg",
         *         "url": "/s/01KB4Z3R1A2B3C4D5E6F7G8H9JpR7vK2mW9xQ4tZ1nB6cF8dG3hJ5kL0sA/items/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/original?until=1795943702&proof=VJq0eX1bVZ"
         *       }
         *     }
         */
        SharedItem: {
            /**
             * @description SHA-256 of the original's bytes, in lower-case hexadecimal
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            id: string;
            /** @description A media kind: `image`, `audio` or `document` */
            kind: string;
            title?: string;
            description?: string;
            /** @description A local time, as in `MediaSummary` */
            date: string;
            /** @description Pixels */
            width?: number;
            /** @description Pixels */
            height?: number;
            durationMs?: number;
            artist?: string;
            /** @description The album of a song */
            album?: string;
            pages?: number;
            thumbhash?: string;
            /**
             * @description Only if the link shows positions
             * @example {
             *       "city": "Rio de Janeiro",
             *       "region": "Rio de Janeiro",
             *       "country": "Brazil",
             *       "latitude": -22.9711,
             *       "longitude": -43.1822
             *     }
             */
            place?: {
                city?: string;
                region?: string;
                country?: string;
                /** @description Degrees, WGS 84 */
                latitude?: number;
                /** @description Degrees, WGS 84 */
                longitude?: number;
            };
            renditions: components["schemas"]["Rendition"][];
            sources: components["schemas"]["Source"][];
            /** @description Only if the link gives originals */
            original?: {
                /** @description Bytes */
                size: number;
                mimeType: string;
                filename: string;
                /** @description A path on this host, valid for an hour or two */
                url: string;
            };
        };
        /**
         * @example {
         *       "items": [
         *         {
         *           "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *           "kind": "image",
         *           "title": "Praia ao amanhecer",
         *           "date": "2024-05-06T07:08:09",
         *           "width": 4032,
         *           "height": 3024,
         *           "place": {
         *             "city": "Rio de Janeiro",
         *             "region": "Rio de Janeiro",
         *             "country": "Brazil",
         *             "latitude": -22.9711,
         *             "longitude": -43.1822
         *           },
         *           "renditions": [
         *             {
         *               "name": "1280.v4.avif",
         *               "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
         *               "mimeType": "image/avif",
         *               "width": 1280,
         *               "height": 960,
         *               "size": 148213
         *             }
         *           ],
         *           "sources": [
         *             {
         *               "type": "image/avif",
         *               "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
         *               "sizes": "100vw",
         *               "width": 1280
         *             }
         *           ],
         *           "original": {
         *             "size": 4218377,
         *             "mimeType": "image/jpeg",
         *             "filename": "praia.jpg",
         *             "url": "/s/01KB4Z3R1A2B3C4D5E6F7G8H9JpR7vK2mW9xQ4tZ1nB6cF8dG3hJ5kL0sA/items/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/original?until=1795943702&proof=VJq0eX1bVZ"
         *           }
         *         }
         *       ],
         *       "cursor": "WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0"
         *     }
         */
        SharedPage: {
            items: components["schemas"]["SharedItem"][];
            /**
             * @description The cursor of the next page. Absent on the last page.
             * @example WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0
             */
            cursor?: string;
        };
        /**
         * @example {
         *       "shares": [
         *         {
         *           "id": "01KB4Z3R1A2B3C4D5E6F7G8H9J",
         *           "type": "share",
         *           "title": "Praias",
         *           "album": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
         *           "originals": false,
         *           "position": false,
         *           "hasPassword": true,
         *           "createdAt": "2026-11-28T09:15:02.114Z",
         *           "expiresAt": "2026-12-28T09:15:02.114Z",
         *           "views": 14,
         *           "lastUsedAt": "2026-11-29T18:02:40.050Z"
         *         }
         *       ],
         *       "cursor": "WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0"
         *     }
         */
        SharePage: {
            /** @description The newest first */
            shares: components["schemas"]["Share"][];
            /**
             * @description The cursor of the next page. Absent on the last page.
             * @example WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0
             */
            cursor?: string;
        };
        /**
         * @description What the requests of this browser may do
         * @example {
         *       "key": "phone",
         *       "scopes": [
         *         "upload",
         *         "read"
         *       ]
         *     }
         */
        SignedIn: {
            /** @description Name of the API key. Absent where none is required, and where nobody is signed in */
            key?: string;
            scopes: ("upload" | "read" | "manage")[];
        };
        /**
         * @example {
         *       "key": "gal_…"
         *     }
         */
        SignIn: {
            /** @description An API key, `gal_…` */
            key: string;
        };
        /**
         * @description Where the text of an item matches the query
         * @example {
         *       "text": "O mar subiu três metros na praia.",
         *       "page": 50,
         *       "marks": [
         *         [
         *           27,
         *           32
         *         ]
         *       ]
         *     }
         */
        Snippet: {
            text: string;
            /** @description Page, slide or sheet, counted from 1, where the text has pages */
            page?: number;
            /** @description Start and end of each match in `text`, in UTF-16 code units */
            marks: number[][];
        };
        /**
         * @description A `<source>` of an HTML `<picture>` element
         * @example {
         *       "type": "image/avif",
         *       "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
         *       "sizes": "100vw",
         *       "width": 1280
         *     }
         */
        Source: {
            /** @description MIME type */
            type: string;
            srcset: string;
            /** @description For a picture as wide as the viewport */
            sizes: string;
            /** @description Pixels of the widest rendition */
            width: number;
        };
        /**
         * @description Items by month and day, the newest first, without those that have none
         * @example {
         *       "total": 3,
         *       "months": [
         *         {
         *           "month": "2024-05",
         *           "count": 2
         *         },
         *         {
         *           "month": "2023-12",
         *           "count": 1
         *         }
         *       ],
         *       "days": [
         *         {
         *           "day": "2024-05-14",
         *           "count": 2
         *         },
         *         {
         *           "day": "2023-12-24",
         *           "count": 1
         *         }
         *       ],
         *       "complete": true
         *     }
         */
        Timeline: {
            total: number;
            months: {
                month: string;
                count: number;
            }[];
            days: {
                day: string;
                count: number;
            }[];
            /** @description Whether the index has every item. False while it is being built. */
            complete: boolean;
            /**
             * @description Present while the catalog is unreachable: the answer has the changes up to this time (RFC 3339, UTC)
             * @example 2026-11-28T09:15:02.114Z
             */
            stale?: string;
        };
        /**
         * @example {
         *       "password": "areia e sol"
         *     }
         */
        Unlock: {
            password: string;
        };
        /**
         * @example {
         *       "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *       "kind": "image",
         *       "size": 4218377,
         *       "filename": "praia.jpg",
         *       "duplicate": false,
         *       "links": {
         *         "self": "/media/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
         *       }
         *     }
         */
        Uploaded: {
            /**
             * @description SHA-256 of the original's bytes, in lower-case hexadecimal
             * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
             */
            id: string;
            /** @description A media kind: `image`, `audio` or `document` */
            kind: string;
            /** @description Bytes */
            size: number;
            filename: string;
            /** @description Whether the item existed before. Absent if the catalog did not answer in time, and without the scope `read`. */
            duplicate?: boolean;
            links: {
                self: string;
            };
        };
        /**
         * @description One upload of an item
         * @example {
         *       "upload": "01KB4Z3M8Q6T2V5W7X9Y0A1B2C",
         *       "filename": "praia.jpg",
         *       "mimeType": "image/jpeg",
         *       "receivedAt": "2026-11-28T09:15:02.114Z",
         *       "cell": "a",
         *       "address": "203.0.113.0",
         *       "key": "phone",
         *       "userAgent": "curl/8.5.0"
         *     }
         */
        UploadRecord: {
            /**
             * @description A ULID
             * @example 01KB4Z3M8Q6T2V5W7X9Y0A1B2C
             */
            upload: string;
            filename: string;
            mimeType: string;
            /**
             * @description RFC 3339, UTC
             * @example 2026-11-28T09:15:02.114Z
             */
            receivedAt: string;
            /** @description The uploader that received the file */
            cell: string;
            /** @description Scope `manage` only */
            address?: string;
            /** @description Name of the API key. Scope `manage` only */
            key?: string;
            /** @description The id of the link by which a guest sent the file. Scope `manage` only */
            share?: string;
            /** @description Scope `manage` only */
            userAgent?: string;
        };
        /**
         * @example {
         *       "uploads": [
         *         {
         *           "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
         *           "kind": "image",
         *           "size": 4218377,
         *           "filename": "praia.jpg",
         *           "duplicate": false,
         *           "links": {
         *             "self": "/media/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
         *           }
         *         }
         *       ]
         *     }
         */
        UploadResponse: {
            uploads: components["schemas"]["Uploaded"][];
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ok"
                     *     }
                     */
                    "application/json": components["schemas"]["Health"];
                };
            };
            /** @description Not modified: `If-None-Match` has the current `ETag` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    readiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "status": "ready",
                     *       "spool": {
                     *         "files": 2,
                     *         "bytes": 8436754,
                     *         "oldestSeconds": 1,
                     *         "held": 0,
                     *         "unfinished": 1,
                     *         "unfinishedBytes": 16777216
                     *       },
                     *       "index": {
                     *         "complete": true,
                     *         "items": 1204,
                     *         "lagSeconds": 1,
                     *         "missingTexts": 0
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["Readiness"];
                };
            };
            /** @description Not modified: `If-None-Match` has the current `ETag` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `spool-unwritable`: The spool cannot be written. `too-many-open-files`: The limit of open files is reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `spool-full`: The spool is full. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    upload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description One or many files, in fields of any name */
        requestBody: {
            content: {
                "multipart/form-data": {
                    file?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uploads": [
                     *         {
                     *           "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "kind": "image",
                     *           "size": 4218377,
                     *           "filename": "praia.jpg",
                     *           "duplicate": false,
                     *           "links": {
                     *             "self": "/media/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["UploadResponse"];
                };
            };
            /** @description `bad-request`: The request is not valid. `no-file`: The request contains no file. `empty-file`: The file is empty. `broken-multipart`: The multipart body is malformed or incomplete. `digest-mismatch`: The bytes do not match the digest. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow`: The request body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `file-too-large`: The file is larger than the limit. `too-many-parts`: The request has more files or fields than the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-multipart`: The body must be multipart/form-data. `kind-unsupported`: The file type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `spool-unwritable`: The spool cannot be written. `too-many-open-files`: The limit of open files is reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `spool-full`: The spool is full. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dropFiles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token of a link */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The files of a guest that are on disk */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uploads": [
                     *         {
                     *           "filename": "praia.jpg",
                     *           "size": 4218377
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["Dropped"];
                };
            };
            /** @description `no-file`: The request contains no file. `empty-file`: The file is empty. `broken-multipart`: The multipart body is malformed or incomplete. `digest-mismatch`: The bytes do not match the digest. `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `password-required`: The link needs its password. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow`: The request body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `drop-full`: The link does not accept more files or bytes. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `file-too-large`: The file is larger than the limit. `too-many-parts`: The request has more files or fields than the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-multipart`: The body must be multipart/form-data. `kind-unsupported`: The file type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `spool-unwritable`: The spool cannot be written. `too-many-open-files`: The limit of open files is reached. `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `spool-full`: The spool is full. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploadRaw: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The name of the file, percent-encoded */
                filename: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "uploads": [
                     *         {
                     *           "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "kind": "image",
                     *           "size": 4218377,
                     *           "filename": "praia.jpg",
                     *           "duplicate": false,
                     *           "links": {
                     *             "self": "/media/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                     *           }
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["UploadResponse"];
                };
            };
            /** @description `bad-request`: The request is not valid. `empty-file`: The file is empty. `digest-mismatch`: The bytes do not match the digest. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow`: The request body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `file-too-large`: The file is larger than the limit. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `kind-unsupported`: The file type is not supported. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `spool-unwritable`: The spool cannot be written. `too-many-open-files`: The limit of open files is reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `spool-full`: The spool is full. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tusCreate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Created */
            201: {
                headers: {
                    /** @description The URL of the upload */
                    location?: string;
                    /** @description Bytes that are durable */
                    "upload-offset"?: number;
                    /** @description When the unfinished upload is deleted */
                    "upload-expires"?: string;
                    /** @description The id of the item, once the upload is complete */
                    "galeria-item"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. `digest-mismatch`: The bytes do not match the digest. `empty-file`: The file is empty. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow`: The request body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload-incomplete`: A partial upload is not complete. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload-ended`: The resumable upload has ended. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tus-version-unsupported`: The version of tus is not supported. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `file-too-large`: The file is larger than the limit. `length-exceeded`: The body would exceed Upload-Length. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `kind-unsupported`: The file type is not supported. `not-offset-stream`: The body must be application/offset+octet-stream. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload-busy`: Another request uses the resumable upload. */
            423: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `checksum-mismatch`: The bytes do not match Upload-Checksum. */
            460: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `spool-unwritable`: The spool cannot be written. `too-many-open-files`: The limit of open files is reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `spool-full`: The spool is full. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tusOptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The capabilities, in the headers */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    tusTerminate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The cell that has the upload */
                cell: string;
                /** @description The id of the resumable upload */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Terminated. The item of a complete upload stays */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload-ended`: The resumable upload has ended. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tus-version-unsupported`: The version of tus is not supported. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload-busy`: Another request uses the resumable upload. */
            423: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `spool-unwritable`: The spool cannot be written. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tusUploadOptions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The cell that has the upload */
                cell: string;
                /** @description The id of the resumable upload */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The capabilities, in the headers */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    "tusState-head": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The cell that has the upload */
                cell: string;
                /** @description The id of the resumable upload */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The state of the upload */
            200: {
                headers: {
                    /** @description Bytes that are durable */
                    "upload-offset"?: number;
                    /** @description Bytes of the whole file */
                    "upload-length"?: number;
                    /** @description When the unfinished upload is deleted */
                    "upload-expires"?: string;
                    /** @description The id of the item, once the upload is complete */
                    "galeria-item"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload-ended`: The resumable upload has ended. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tus-version-unsupported`: The version of tus is not supported. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload-busy`: Another request uses the resumable upload. */
            423: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `spool-unwritable`: The spool cannot be written. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    tusAppend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The cell that has the upload */
                cell: string;
                /** @description The id of the resumable upload */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes are durable. A complete upload has become an item */
            204: {
                headers: {
                    /** @description Bytes that are durable */
                    "upload-offset"?: number;
                    /** @description When the unfinished upload is deleted */
                    "upload-expires"?: string;
                    /** @description The id of the item, once the upload is complete */
                    "galeria-item"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. `digest-mismatch`: The bytes do not match the digest. `empty-file`: The file is empty. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. `upload-final`: A final upload does not accept PATCH requests. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-slow`: The request body arrived too slowly. */
            408: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `offset-mismatch`: The offset is not the offset of the upload. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload-ended`: The resumable upload has ended. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `tus-version-unsupported`: The version of tus is not supported. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `file-too-large`: The file is larger than the limit. `length-exceeded`: The body would exceed Upload-Length. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `kind-unsupported`: The file type is not supported. `not-offset-stream`: The body must be application/offset+octet-stream. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `upload-busy`: Another request uses the resumable upload. */
            423: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `checksum-mismatch`: The bytes do not match Upload-Checksum. */
            460: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `spool-unwritable`: The spool cannot be written. `too-many-open-files`: The limit of open files is reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `spool-full`: The spool is full. */
            507: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMedia: {
        parameters: {
            query?: {
                /** @description A search query; empty for none */
                q?: string;
                /** @example image */
                kind?: "image" | "audio" | "document";
                /**
                 * @description `received`: in the spool. `stored`: in the originals bucket. `processing`, `ready` and `failed`: by its processor.
                 * @example ready
                 */
                status?: "received" | "stored" | "processing" | "ready" | "failed";
                /** @description The first date of an item, included: `2024`, `2024-05`, `2024-05-06` or with a time */
                from?: string;
                /** @description The last date of an item, included: `2024`, `2024-05`, `2024-05-06` or with a time */
                to?: string;
                /** @description The make and model */
                camera?: string;
                /** @description The lens */
                lens?: string;
                /** @description The artist or album artist */
                artist?: string;
                /** @description The album */
                album?: string;
                /** @description A genre */
                genre?: string;
                /** @description A city, region or country */
                place?: string;
                /** @description A tag of the owner, or a keyword of the file */
                tag?: string;
                /** @description The id of an album that has the item. `album` is the album of a song. */
                inAlbum?: string;
                /** @description Only favourites, or only others */
                favourite?: boolean;
                /** @description Only archived items, or only others; all by default */
                archived?: boolean;
                /** @description The fewest stars of an item */
                rating?: number;
                /** @description The MIME type of the original */
                mimeType?: string;
                /** @description Where it was: west, south, east and north in degrees, separated by commas */
                bbox?: string;
                /** @description Properties that items have, all of them */
                has?: ("gps" | "text" | "picture" | "note")[];
                /** @description `relevance` by default with `q`, otherwise `uploaded`. `date` is when the picture was taken, or the document written. `position` is the order of an album: it needs `inAlbum`, and takes no `q`. */
                sort?: "date" | "uploaded" | "relevance" | "title" | "size" | "position";
                /** @description `asc` by default for titles and positions, otherwise `desc`. `relevance` is `desc`. */
                order?: "asc" | "desc";
                /** @description Lists the bin instead, the last deleted first; only `order`, `limit` and `cursor` go with it */
                bin?: boolean;
                /**
                 * @description The most entries of the page
                 * @example 20
                 */
                limit?: number;
                /** @description The cursor of the previous page, with the same parameters */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "kind": "image",
                     *           "status": "ready",
                     *           "createdAt": "2026-11-28T09:15:02.114Z",
                     *           "date": "2024-05-06T07:08:09",
                     *           "dateSource": "exif",
                     *           "offset": "-03:00",
                     *           "zone": "America/Sao_Paulo",
                     *           "title": "Praia ao amanhecer",
                     *           "tags": [
                     *             "praia"
                     *           ],
                     *           "favourite": true,
                     *           "place": {
                     *             "city": "Rio de Janeiro",
                     *             "region": "Rio de Janeiro",
                     *             "country": "Brazil",
                     *             "latitude": -22.9711,
                     *             "longitude": -43.1822
                     *           },
                     *           "rating": 5,
                     *           "edited": [
                     *             "tags",
                     *             "favourite",
                     *             "rating"
                     *           ],
                     *           "revision": "1.3",
                     *           "original": {
                     *             "size": 4218377,
                     *             "mimeType": "image/jpeg",
                     *             "filename": "praia.jpg"
                     *           },
                     *           "renditions": [
                     *             {
                     *               "name": "1280.v4.avif",
                     *               "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
                     *               "mimeType": "image/avif",
                     *               "width": 1280,
                     *               "height": 960,
                     *               "size": 148213
                     *             }
                     *           ],
                     *           "sources": [
                     *             {
                     *               "type": "image/avif",
                     *               "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
                     *               "sizes": "100vw",
                     *               "width": 1280
                     *             }
                     *           ],
                     *           "metadata": {
                     *             "format": "jpeg",
                     *             "width": 4032,
                     *             "height": 3024,
                     *             "title": "Praia ao amanhecer",
                     *             "hierarchicalKeywords": [
                     *               "Lugares|Rio de Janeiro|Copacabana"
                     *             ],
                     *             "people": [
                     *               {
                     *                 "name": "Ana",
                     *                 "area": {
                     *                   "x": 0.2,
                     *                   "y": 0.3,
                     *                   "width": 0.1,
                     *                   "height": 0.2
                     *                 }
                     *               }
                     *             ],
                     *             "taken": {
                     *               "local": "2024-05-06T07:08:09",
                     *               "offset": "-03:00",
                     *               "offsetSource": "place",
                     *               "source": "exif",
                     *               "zone": "America/Sao_Paulo"
                     *             },
                     *             "gps": {
                     *               "latitude": -22.9711,
                     *               "longitude": -43.1822
                     *             },
                     *             "place": {
                     *               "city": "Rio de Janeiro",
                     *               "region": "Rio de Janeiro",
                     *               "country": "Brazil",
                     *               "countryCode": "BR"
                     *             }
                     *           },
                     *           "snippet": {
                     *             "text": "O mar subiu três metros na praia.",
                     *             "page": 50,
                     *             "marks": [
                     *               [
                     *                 27,
                     *                 32
                     *               ]
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "cursor": "WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0",
                     *       "total": 1204,
                     *       "complete": true
                     *     }
                     */
                    "application/json": components["schemas"]["MediaPage"];
                };
            };
            /** @description Not modified: `If-None-Match` has the current `ETag` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `index-unavailable`: The index cannot answer. `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    timeline: {
        parameters: {
            query?: {
                /** @description A search query; empty for none */
                q?: string;
                /** @example image */
                kind?: "image" | "audio" | "document";
                /**
                 * @description `received`: in the spool. `stored`: in the originals bucket. `processing`, `ready` and `failed`: by its processor.
                 * @example ready
                 */
                status?: "received" | "stored" | "processing" | "ready" | "failed";
                /** @description The first date of an item, included: `2024`, `2024-05`, `2024-05-06` or with a time */
                from?: string;
                /** @description The last date of an item, included: `2024`, `2024-05`, `2024-05-06` or with a time */
                to?: string;
                /** @description The make and model */
                camera?: string;
                /** @description The lens */
                lens?: string;
                /** @description The artist or album artist */
                artist?: string;
                /** @description The album */
                album?: string;
                /** @description A genre */
                genre?: string;
                /** @description A city, region or country */
                place?: string;
                /** @description A tag of the owner, or a keyword of the file */
                tag?: string;
                /** @description The id of an album that has the item. `album` is the album of a song. */
                inAlbum?: string;
                /** @description Only favourites, or only others */
                favourite?: boolean;
                /** @description Only archived items, or only others; all by default */
                archived?: boolean;
                /** @description The fewest stars of an item */
                rating?: number;
                /** @description The MIME type of the original */
                mimeType?: string;
                /** @description Where it was: west, south, east and north in degrees, separated by commas */
                bbox?: string;
                /** @description Properties that items have, all of them */
                has?: ("gps" | "text" | "picture" | "note")[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Items by month and day, the newest first, without those that have none */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "total": 3,
                     *       "months": [
                     *         {
                     *           "month": "2024-05",
                     *           "count": 2
                     *         },
                     *         {
                     *           "month": "2023-12",
                     *           "count": 1
                     *         }
                     *       ],
                     *       "days": [
                     *         {
                     *           "day": "2024-05-14",
                     *           "count": 2
                     *         },
                     *         {
                     *           "day": "2023-12-24",
                     *           "count": 1
                     *         }
                     *       ],
                     *       "complete": true
                     *     }
                     */
                    "application/json": components["schemas"]["Timeline"];
                };
            };
            /** @description Not modified: `If-None-Match` has the current `ETag` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `index-unavailable`: The index cannot answer. `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    facets: {
        parameters: {
            query?: {
                /** @description A search query; empty for none */
                q?: string;
                /** @example image */
                kind?: "image" | "audio" | "document";
                /**
                 * @description `received`: in the spool. `stored`: in the originals bucket. `processing`, `ready` and `failed`: by its processor.
                 * @example ready
                 */
                status?: "received" | "stored" | "processing" | "ready" | "failed";
                /** @description The first date of an item, included: `2024`, `2024-05`, `2024-05-06` or with a time */
                from?: string;
                /** @description The last date of an item, included: `2024`, `2024-05`, `2024-05-06` or with a time */
                to?: string;
                /** @description The make and model */
                camera?: string;
                /** @description The lens */
                lens?: string;
                /** @description The artist or album artist */
                artist?: string;
                /** @description The album */
                album?: string;
                /** @description A genre */
                genre?: string;
                /** @description A city, region or country */
                place?: string;
                /** @description A tag of the owner, or a keyword of the file */
                tag?: string;
                /** @description The id of an album that has the item. `album` is the album of a song. */
                inAlbum?: string;
                /** @description Only favourites, or only others */
                favourite?: boolean;
                /** @description Only archived items, or only others; all by default */
                archived?: boolean;
                /** @description The fewest stars of an item */
                rating?: number;
                /** @description The MIME type of the original */
                mimeType?: string;
                /** @description Where it was: west, south, east and north in degrees, separated by commas */
                bbox?: string;
                /** @description Properties that items have, all of them */
                has?: ("gps" | "text" | "picture" | "note")[];
                /** @description The most values of each facet */
                values?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The most frequent values, the most frequent first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "facets": {
                     *         "kind": [
                     *           {
                     *             "value": "image",
                     *             "count": 3
                     *           }
                     *         ],
                     *         "year": [
                     *           {
                     *             "value": "2024",
                     *             "count": 2
                     *           },
                     *           {
                     *             "value": "2023",
                     *             "count": 1
                     *           }
                     *         ],
                     *         "camera": [
                     *           {
                     *             "value": "Fujifilm X-T5",
                     *             "count": 2
                     *           }
                     *         ],
                     *         "lens": [],
                     *         "artist": [],
                     *         "album": [],
                     *         "genre": [],
                     *         "place": [
                     *           {
                     *             "value": "Rio de Janeiro",
                     *             "count": 2
                     *           }
                     *         ],
                     *         "tag": [
                     *           {
                     *             "value": "praia",
                     *             "count": 2
                     *           }
                     *         ]
                     *       },
                     *       "complete": true
                     *     }
                     */
                    "application/json": components["schemas"]["Facets"];
                };
            };
            /** @description Not modified: `If-None-Match` has the current `ETag` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `index-unavailable`: The index cannot answer. `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    events: {
        parameters: {
            query?: {
                /** @example image */
                kind?: "image" | "audio" | "document";
                /**
                 * @description The `id` of the last event that the client has handled
                 * @example 1764376655211-4-b2d07e1a4b1f0c93
                 */
                lastEventId?: string;
            };
            header?: {
                /**
                 * @description The `id` of the last event that the client has handled
                 * @example 1764376655211-4-b2d07e1a4b1f0c93
                 */
                "last-event-id"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stream */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["MediaEvent"] | components["schemas"]["ResetEvent"] | components["schemas"]["HeartbeatEvent"];
                };
            };
            /** @description Not modified: `If-None-Match` has the current `ETag` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-streams`: The limit of event streams is reached. `index-unavailable`: The index cannot answer. `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMedia: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description SHA-256 of the original's bytes, in lower-case hexadecimal
                 * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "kind": "image",
                     *       "status": "ready",
                     *       "createdAt": "2026-11-28T09:15:02.114Z",
                     *       "date": "2024-05-06T07:08:09",
                     *       "dateSource": "exif",
                     *       "offset": "-03:00",
                     *       "zone": "America/Sao_Paulo",
                     *       "title": "Praia ao amanhecer",
                     *       "tags": [
                     *         "praia"
                     *       ],
                     *       "favourite": true,
                     *       "place": {
                     *         "city": "Rio de Janeiro",
                     *         "region": "Rio de Janeiro",
                     *         "country": "Brazil",
                     *         "latitude": -22.9711,
                     *         "longitude": -43.1822
                     *       },
                     *       "rating": 5,
                     *       "edited": [
                     *         "tags",
                     *         "favourite",
                     *         "rating"
                     *       ],
                     *       "revision": "1.3",
                     *       "original": {
                     *         "size": 4218377,
                     *         "mimeType": "image/jpeg",
                     *         "filename": "praia.jpg"
                     *       },
                     *       "renditions": [
                     *         {
                     *           "name": "1280.v4.avif",
                     *           "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
                     *           "mimeType": "image/avif",
                     *           "width": 1280,
                     *           "height": 960,
                     *           "size": 148213
                     *         }
                     *       ],
                     *       "sources": [
                     *         {
                     *           "type": "image/avif",
                     *           "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
                     *           "sizes": "100vw",
                     *           "width": 1280
                     *         }
                     *       ],
                     *       "metadata": {
                     *         "format": "jpeg",
                     *         "width": 4032,
                     *         "height": 3024,
                     *         "title": "Praia ao amanhecer",
                     *         "hierarchicalKeywords": [
                     *           "Lugares|Rio de Janeiro|Copacabana"
                     *         ],
                     *         "people": [
                     *           {
                     *             "name": "Ana",
                     *             "area": {
                     *               "x": 0.2,
                     *               "y": 0.3,
                     *               "width": 0.1,
                     *               "height": 0.2
                     *             }
                     *           }
                     *         ],
                     *         "taken": {
                     *           "local": "2024-05-06T07:08:09",
                     *           "offset": "-03:00",
                     *           "offsetSource": "place",
                     *           "source": "exif",
                     *           "zone": "America/Sao_Paulo"
                     *         },
                     *         "gps": {
                     *           "latitude": -22.9711,
                     *           "longitude": -43.1822
                     *         },
                     *         "place": {
                     *           "city": "Rio de Janeiro",
                     *           "region": "Rio de Janeiro",
                     *           "country": "Brazil",
                     *           "countryCode": "BR"
                     *         }
                     *       },
                     *       "attempts": [
                     *         {
                     *           "attempt": "01KB4Z3PA1B2C3D4E5F6G7H8J9",
                     *           "startedAt": "2026-11-28T09:15:03.027Z",
                     *           "outcome": "ready",
                     *           "durationMs": 2140.6,
                     *           "memoryMiB": 412,
                     *           "coldStart": false
                     *         }
                     *       ],
                     *       "uploads": [
                     *         {
                     *           "upload": "01KB4Z3M8Q6T2V5W7X9Y0A1B2C",
                     *           "filename": "praia.jpg",
                     *           "mimeType": "image/jpeg",
                     *           "receivedAt": "2026-11-28T09:15:02.114Z",
                     *           "cell": "a",
                     *           "address": "203.0.113.0",
                     *           "key": "phone",
                     *           "userAgent": "curl/8.5.0"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["MediaItem"];
                };
            };
            /** @description Not modified: `If-None-Match` has the current `ETag` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteMedia: {
        parameters: {
            query?: {
                /** @description Deletes the item at once instead of moving it to the bin */
                now?: boolean;
            };
            header?: never;
            path: {
                /**
                 * @description SHA-256 of the original's bytes, in lower-case hexadecimal
                 * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The item was moved to the bin, or deleted if `now` is true or the bin is disabled */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editMedia: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Edits only if nobody has edited the item since: the `ETag` of an answer with the item, or its `revision` in quotes
                 * @example "1.3"
                 */
                "if-match"?: string;
            };
            path: {
                /**
                 * @description SHA-256 of the original's bytes, in lower-case hexadecimal
                 * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                 */
                id: string;
            };
            cookie?: never;
        };
        /** @description What the owner says about an item. A field that is absent stays as it is. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["MediaEdit"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "kind": "image",
                     *       "status": "ready",
                     *       "createdAt": "2026-11-28T09:15:02.114Z",
                     *       "date": "2024-05-06T07:08:09",
                     *       "dateSource": "exif",
                     *       "offset": "-03:00",
                     *       "zone": "America/Sao_Paulo",
                     *       "title": "Praia ao amanhecer",
                     *       "tags": [
                     *         "praia"
                     *       ],
                     *       "favourite": true,
                     *       "place": {
                     *         "city": "Rio de Janeiro",
                     *         "region": "Rio de Janeiro",
                     *         "country": "Brazil",
                     *         "latitude": -22.9711,
                     *         "longitude": -43.1822
                     *       },
                     *       "rating": 5,
                     *       "edited": [
                     *         "tags",
                     *         "favourite",
                     *         "rating"
                     *       ],
                     *       "revision": "1.3",
                     *       "original": {
                     *         "size": 4218377,
                     *         "mimeType": "image/jpeg",
                     *         "filename": "praia.jpg"
                     *       },
                     *       "renditions": [
                     *         {
                     *           "name": "1280.v4.avif",
                     *           "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
                     *           "mimeType": "image/avif",
                     *           "width": 1280,
                     *           "height": 960,
                     *           "size": 148213
                     *         }
                     *       ],
                     *       "sources": [
                     *         {
                     *           "type": "image/avif",
                     *           "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
                     *           "sizes": "100vw",
                     *           "width": 1280
                     *         }
                     *       ],
                     *       "metadata": {
                     *         "format": "jpeg",
                     *         "width": 4032,
                     *         "height": 3024,
                     *         "title": "Praia ao amanhecer",
                     *         "hierarchicalKeywords": [
                     *           "Lugares|Rio de Janeiro|Copacabana"
                     *         ],
                     *         "people": [
                     *           {
                     *             "name": "Ana",
                     *             "area": {
                     *               "x": 0.2,
                     *               "y": 0.3,
                     *               "width": 0.1,
                     *               "height": 0.2
                     *             }
                     *           }
                     *         ],
                     *         "taken": {
                     *           "local": "2024-05-06T07:08:09",
                     *           "offset": "-03:00",
                     *           "offsetSource": "place",
                     *           "source": "exif",
                     *           "zone": "America/Sao_Paulo"
                     *         },
                     *         "gps": {
                     *           "latitude": -22.9711,
                     *           "longitude": -43.1822
                     *         },
                     *         "place": {
                     *           "city": "Rio de Janeiro",
                     *           "region": "Rio de Janeiro",
                     *           "country": "Brazil",
                     *           "countryCode": "BR"
                     *         }
                     *       },
                     *       "snippet": {
                     *         "text": "O mar subiu três metros na praia.",
                     *         "page": 50,
                     *         "marks": [
                     *           [
                     *             27,
                     *             32
                     *           ]
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MediaSummary"];
                };
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `edit-conflict`: The item was edited in the meantime. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    restoreMedia: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description SHA-256 of the original's bytes, in lower-case hexadecimal
                 * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "kind": "image",
                     *       "status": "ready",
                     *       "createdAt": "2026-11-28T09:15:02.114Z",
                     *       "date": "2024-05-06T07:08:09",
                     *       "dateSource": "exif",
                     *       "offset": "-03:00",
                     *       "zone": "America/Sao_Paulo",
                     *       "title": "Praia ao amanhecer",
                     *       "tags": [
                     *         "praia"
                     *       ],
                     *       "favourite": true,
                     *       "place": {
                     *         "city": "Rio de Janeiro",
                     *         "region": "Rio de Janeiro",
                     *         "country": "Brazil",
                     *         "latitude": -22.9711,
                     *         "longitude": -43.1822
                     *       },
                     *       "rating": 5,
                     *       "edited": [
                     *         "tags",
                     *         "favourite",
                     *         "rating"
                     *       ],
                     *       "revision": "1.3",
                     *       "original": {
                     *         "size": 4218377,
                     *         "mimeType": "image/jpeg",
                     *         "filename": "praia.jpg"
                     *       },
                     *       "renditions": [
                     *         {
                     *           "name": "1280.v4.avif",
                     *           "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
                     *           "mimeType": "image/avif",
                     *           "width": 1280,
                     *           "height": 960,
                     *           "size": 148213
                     *         }
                     *       ],
                     *       "sources": [
                     *         {
                     *           "type": "image/avif",
                     *           "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
                     *           "sizes": "100vw",
                     *           "width": 1280
                     *         }
                     *       ],
                     *       "metadata": {
                     *         "format": "jpeg",
                     *         "width": 4032,
                     *         "height": 3024,
                     *         "title": "Praia ao amanhecer",
                     *         "hierarchicalKeywords": [
                     *           "Lugares|Rio de Janeiro|Copacabana"
                     *         ],
                     *         "people": [
                     *           {
                     *             "name": "Ana",
                     *             "area": {
                     *               "x": 0.2,
                     *               "y": 0.3,
                     *               "width": 0.1,
                     *               "height": 0.2
                     *             }
                     *           }
                     *         ],
                     *         "taken": {
                     *           "local": "2024-05-06T07:08:09",
                     *           "offset": "-03:00",
                     *           "offsetSource": "place",
                     *           "source": "exif",
                     *           "zone": "America/Sao_Paulo"
                     *         },
                     *         "gps": {
                     *           "latitude": -22.9711,
                     *           "longitude": -43.1822
                     *         },
                     *         "place": {
                     *           "city": "Rio de Janeiro",
                     *           "region": "Rio de Janeiro",
                     *           "country": "Brazil",
                     *           "countryCode": "BR"
                     *         }
                     *       },
                     *       "snippet": {
                     *         "text": "O mar subiu três metros na praia.",
                     *         "page": 50,
                     *         "marks": [
                     *           [
                     *             27,
                     *             32
                     *           ]
                     *         ]
                     *       }
                     *     }
                     */
                    "application/json": components["schemas"]["MediaSummary"];
                };
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readAudit: {
        parameters: {
            query?: {
                /** @description First time; a week before `to` by default */
                from?: string;
                /** @description End time, exclusive; now by default */
                to?: string;
                /** @description Name of an API key */
                key?: string;
                /**
                 * @description The most entries of the page
                 * @example 20
                 */
                limit?: number;
                /** @description The cursor of the previous page, with the same parameters */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "entries": [
                     *         {
                     *           "entry": "01KB4Z3M8Q6T2V5W7X9Y0A1B2C",
                     *           "at": "2026-11-28T09:15:02.114Z",
                     *           "event": "upload",
                     *           "result": "accepted",
                     *           "cell": "a",
                     *           "address": "203.0.113.0",
                     *           "key": "phone",
                     *           "userAgent": "curl/8.5.0",
                     *           "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "kind": "image",
                     *           "mimeType": "image/jpeg",
                     *           "size": 4218377,
                     *           "filename": "praia.jpg"
                     *         }
                     *       ],
                     *       "cursor": "WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["AuditPage"];
                };
            };
            /** @description Not modified: `If-None-Match` has the current `ETag` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOriginal: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description SHA-256 of the original's bytes, in lower-case hexadecimal
                 * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes as they were uploaded */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The bytes as they were uploaded */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-stored`: The original is not stored yet. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `range-unsatisfiable`: The requested range is not satisfiable. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportMedia: {
        parameters: {
            query?: {
                /** @description A search query; empty for none */
                q?: string;
                /** @example image */
                kind?: "image" | "audio" | "document";
                /**
                 * @description `received`: in the spool. `stored`: in the originals bucket. `processing`, `ready` and `failed`: by its processor.
                 * @example ready
                 */
                status?: "received" | "stored" | "processing" | "ready" | "failed";
                /** @description The first date of an item, included: `2024`, `2024-05`, `2024-05-06` or with a time */
                from?: string;
                /** @description The last date of an item, included: `2024`, `2024-05`, `2024-05-06` or with a time */
                to?: string;
                /** @description The make and model */
                camera?: string;
                /** @description The lens */
                lens?: string;
                /** @description The artist or album artist */
                artist?: string;
                /** @description The album */
                album?: string;
                /** @description A genre */
                genre?: string;
                /** @description A city, region or country */
                place?: string;
                /** @description A tag of the owner, or a keyword of the file */
                tag?: string;
                /** @description The id of an album that has the item. `album` is the album of a song. */
                inAlbum?: string;
                /** @description Only favourites, or only others */
                favourite?: boolean;
                /** @description Only archived items, or only others; all by default */
                archived?: boolean;
                /** @description The fewest stars of an item */
                rating?: number;
                /** @description The MIME type of the original */
                mimeType?: string;
                /** @description Where it was: west, south, east and north in degrees, separated by commas */
                bbox?: string;
                /** @description Properties that items have, all of them */
                has?: ("gps" | "text" | "picture" | "note")[];
                /** @description The items to export, by repeating it; no filter goes with it */
                ids?: string[];
                /** @description `zip`: originals, sidecars and `manifest.json`. `manifest`: that file alone. */
                format?: "zip" | "manifest";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The archive, or with `format=manifest` its manifest */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                    /**
                     * @example {
                     *       "format": "galeria-export",
                     *       "version": 1,
                     *       "exportedAt": "2026-11-28T09:15:02.114Z",
                     *       "items": [
                     *         {
                     *           "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "path": "2024/05/praia.jpg",
                     *           "sidecar": "2024/05/praia.jpg.xmp",
                     *           "kind": "image",
                     *           "mimeType": "image/jpeg",
                     *           "size": 40031,
                     *           "filenames": [
                     *             "praia.jpg"
                     *           ],
                     *           "createdAt": "2026-11-28T09:15:02.114Z",
                     *           "date": "2024-05-06T07:08:09",
                     *           "dateSource": "exif",
                     *           "title": "Praia ao amanhecer",
                     *           "favourite": true,
                     *           "edits": {
                     *             "title": "Praia ao amanhecer",
                     *             "favourite": true
                     *           },
                     *           "albums": [
                     *             {
                     *               "id": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
                     *               "position": "a0"
                     *             }
                     *           ]
                     *         }
                     *       ],
                     *       "missing": [],
                     *       "albums": [
                     *         {
                     *           "id": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
                     *           "name": "Praias",
                     *           "type": "album",
                     *           "sort": "position",
                     *           "order": "asc",
                     *           "createdAt": "2026-11-28T09:15:02.114Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["ExportManifest"];
                };
            };
            /** @description Not modified: `If-None-Match` has the current `ETag` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `export-too-large`: The export would have too many items. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `index-unavailable`: The index cannot answer. `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    findKnown: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "ids": [
                 *         "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @description SHA-256 of files */
                    ids: string[];
                };
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "status": "ready"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["KnownResponse"];
                };
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editBatch: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Edits the items of `ids`, or those that a `query` finds, as `GET /media` does */
        requestBody: {
            content: {
                "application/json": components["schemas"]["BatchEdit"];
            };
        };
        responses: {
            /** @description The result for each item. With `cursor`, the query has more: send it again with it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "result": "edited"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["BatchEdited"];
                };
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `index-unavailable`: The index cannot answer. `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlbums: {
        parameters: {
            query?: {
                /**
                 * @description The most entries of the page
                 * @example 20
                 */
                limit?: number;
                /** @description The cursor of the previous page, with the same parameters */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "albums": [
                     *         {
                     *           "id": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
                     *           "name": "Praias",
                     *           "type": "album",
                     *           "sort": "position",
                     *           "order": "asc",
                     *           "count": 12,
                     *           "cover": {
                     *             "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *             "kind": "image",
                     *             "status": "ready",
                     *             "createdAt": "2026-11-28T09:15:02.114Z",
                     *             "date": "2024-05-06T07:08:09",
                     *             "dateSource": "exif",
                     *             "offset": "-03:00",
                     *             "zone": "America/Sao_Paulo",
                     *             "title": "Praia ao amanhecer",
                     *             "tags": [
                     *               "praia"
                     *             ],
                     *             "favourite": true,
                     *             "place": {
                     *               "city": "Rio de Janeiro",
                     *               "region": "Rio de Janeiro",
                     *               "country": "Brazil",
                     *               "latitude": -22.9711,
                     *               "longitude": -43.1822
                     *             },
                     *             "rating": 5,
                     *             "edited": [
                     *               "tags",
                     *               "favourite",
                     *               "rating"
                     *             ],
                     *             "revision": "1.3",
                     *             "original": {
                     *               "size": 4218377,
                     *               "mimeType": "image/jpeg",
                     *               "filename": "praia.jpg"
                     *             },
                     *             "renditions": [
                     *               {
                     *                 "name": "1280.v4.avif",
                     *                 "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
                     *                 "mimeType": "image/avif",
                     *                 "width": 1280,
                     *                 "height": 960,
                     *                 "size": 148213
                     *               }
                     *             ],
                     *             "sources": [
                     *               {
                     *                 "type": "image/avif",
                     *                 "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
                     *                 "sizes": "100vw",
                     *                 "width": 1280
                     *               }
                     *             ],
                     *             "metadata": {
                     *               "format": "jpeg",
                     *               "width": 4032,
                     *               "height": 3024,
                     *               "title": "Praia ao amanhecer",
                     *               "hierarchicalKeywords": [
                     *                 "Lugares|Rio de Janeiro|Copacabana"
                     *               ],
                     *               "people": [
                     *                 {
                     *                   "name": "Ana",
                     *                   "area": {
                     *                     "x": 0.2,
                     *                     "y": 0.3,
                     *                     "width": 0.1,
                     *                     "height": 0.2
                     *                   }
                     *                 }
                     *               ],
                     *               "taken": {
                     *                 "local": "2024-05-06T07:08:09",
                     *                 "offset": "-03:00",
                     *                 "offsetSource": "place",
                     *                 "source": "exif",
                     *                 "zone": "America/Sao_Paulo"
                     *               },
                     *               "gps": {
                     *                 "latitude": -22.9711,
                     *                 "longitude": -43.1822
                     *               },
                     *               "place": {
                     *                 "city": "Rio de Janeiro",
                     *                 "region": "Rio de Janeiro",
                     *                 "country": "Brazil",
                     *                 "countryCode": "BR"
                     *               }
                     *             }
                     *           },
                     *           "createdAt": "2026-11-28T09:15:02.114Z",
                     *           "changedAt": "2026-11-28T09:15:02.114Z",
                     *           "revision": "1"
                     *         }
                     *       ],
                     *       "cursor": "WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["AlbumPage"];
                };
            };
            /** @description Not modified: `If-None-Match` has the current `ETag` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `index-unavailable`: The index cannot answer. `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAlbum: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAlbum"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
                     *       "name": "Praias",
                     *       "type": "album",
                     *       "sort": "position",
                     *       "order": "asc",
                     *       "count": 12,
                     *       "cover": {
                     *         "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *         "kind": "image",
                     *         "status": "ready",
                     *         "createdAt": "2026-11-28T09:15:02.114Z",
                     *         "date": "2024-05-06T07:08:09",
                     *         "dateSource": "exif",
                     *         "offset": "-03:00",
                     *         "zone": "America/Sao_Paulo",
                     *         "title": "Praia ao amanhecer",
                     *         "tags": [
                     *           "praia"
                     *         ],
                     *         "favourite": true,
                     *         "place": {
                     *           "city": "Rio de Janeiro",
                     *           "region": "Rio de Janeiro",
                     *           "country": "Brazil",
                     *           "latitude": -22.9711,
                     *           "longitude": -43.1822
                     *         },
                     *         "rating": 5,
                     *         "edited": [
                     *           "tags",
                     *           "favourite",
                     *           "rating"
                     *         ],
                     *         "revision": "1.3",
                     *         "original": {
                     *           "size": 4218377,
                     *           "mimeType": "image/jpeg",
                     *           "filename": "praia.jpg"
                     *         },
                     *         "renditions": [
                     *           {
                     *             "name": "1280.v4.avif",
                     *             "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
                     *             "mimeType": "image/avif",
                     *             "width": 1280,
                     *             "height": 960,
                     *             "size": 148213
                     *           }
                     *         ],
                     *         "sources": [
                     *           {
                     *             "type": "image/avif",
                     *             "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
                     *             "sizes": "100vw",
                     *             "width": 1280
                     *           }
                     *         ],
                     *         "metadata": {
                     *           "format": "jpeg",
                     *           "width": 4032,
                     *           "height": 3024,
                     *           "title": "Praia ao amanhecer",
                     *           "hierarchicalKeywords": [
                     *             "Lugares|Rio de Janeiro|Copacabana"
                     *           ],
                     *           "people": [
                     *             {
                     *               "name": "Ana",
                     *               "area": {
                     *                 "x": 0.2,
                     *                 "y": 0.3,
                     *                 "width": 0.1,
                     *                 "height": 0.2
                     *               }
                     *             }
                     *           ],
                     *           "taken": {
                     *             "local": "2024-05-06T07:08:09",
                     *             "offset": "-03:00",
                     *             "offsetSource": "place",
                     *             "source": "exif",
                     *             "zone": "America/Sao_Paulo"
                     *           },
                     *           "gps": {
                     *             "latitude": -22.9711,
                     *             "longitude": -43.1822
                     *           },
                     *           "place": {
                     *             "city": "Rio de Janeiro",
                     *             "region": "Rio de Janeiro",
                     *             "country": "Brazil",
                     *             "countryCode": "BR"
                     *           }
                     *         }
                     *       },
                     *       "createdAt": "2026-11-28T09:15:02.114Z",
                     *       "changedAt": "2026-11-28T09:15:02.114Z",
                     *       "revision": "1"
                     *     }
                     */
                    "application/json": components["schemas"]["Album"];
                };
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `albums-full`: The gallery has reached its limit of albums. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `index-unavailable`: The index cannot answer. `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAlbum: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A ULID
                 * @example 01KB4Z3Q7M2N3P4R5S6T7V8W9X
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
                     *       "name": "Praias",
                     *       "type": "album",
                     *       "sort": "position",
                     *       "order": "asc",
                     *       "count": 12,
                     *       "cover": {
                     *         "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *         "kind": "image",
                     *         "status": "ready",
                     *         "createdAt": "2026-11-28T09:15:02.114Z",
                     *         "date": "2024-05-06T07:08:09",
                     *         "dateSource": "exif",
                     *         "offset": "-03:00",
                     *         "zone": "America/Sao_Paulo",
                     *         "title": "Praia ao amanhecer",
                     *         "tags": [
                     *           "praia"
                     *         ],
                     *         "favourite": true,
                     *         "place": {
                     *           "city": "Rio de Janeiro",
                     *           "region": "Rio de Janeiro",
                     *           "country": "Brazil",
                     *           "latitude": -22.9711,
                     *           "longitude": -43.1822
                     *         },
                     *         "rating": 5,
                     *         "edited": [
                     *           "tags",
                     *           "favourite",
                     *           "rating"
                     *         ],
                     *         "revision": "1.3",
                     *         "original": {
                     *           "size": 4218377,
                     *           "mimeType": "image/jpeg",
                     *           "filename": "praia.jpg"
                     *         },
                     *         "renditions": [
                     *           {
                     *             "name": "1280.v4.avif",
                     *             "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
                     *             "mimeType": "image/avif",
                     *             "width": 1280,
                     *             "height": 960,
                     *             "size": 148213
                     *           }
                     *         ],
                     *         "sources": [
                     *           {
                     *             "type": "image/avif",
                     *             "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
                     *             "sizes": "100vw",
                     *             "width": 1280
                     *           }
                     *         ],
                     *         "metadata": {
                     *           "format": "jpeg",
                     *           "width": 4032,
                     *           "height": 3024,
                     *           "title": "Praia ao amanhecer",
                     *           "hierarchicalKeywords": [
                     *             "Lugares|Rio de Janeiro|Copacabana"
                     *           ],
                     *           "people": [
                     *             {
                     *               "name": "Ana",
                     *               "area": {
                     *                 "x": 0.2,
                     *                 "y": 0.3,
                     *                 "width": 0.1,
                     *                 "height": 0.2
                     *               }
                     *             }
                     *           ],
                     *           "taken": {
                     *             "local": "2024-05-06T07:08:09",
                     *             "offset": "-03:00",
                     *             "offsetSource": "place",
                     *             "source": "exif",
                     *             "zone": "America/Sao_Paulo"
                     *           },
                     *           "gps": {
                     *             "latitude": -22.9711,
                     *             "longitude": -43.1822
                     *           },
                     *           "place": {
                     *             "city": "Rio de Janeiro",
                     *             "region": "Rio de Janeiro",
                     *             "country": "Brazil",
                     *             "countryCode": "BR"
                     *           }
                     *         }
                     *       },
                     *       "createdAt": "2026-11-28T09:15:02.114Z",
                     *       "changedAt": "2026-11-28T09:15:02.114Z",
                     *       "revision": "1"
                     *     }
                     */
                    "application/json": components["schemas"]["Album"];
                };
            };
            /** @description Not modified: `If-None-Match` has the current `ETag` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `index-unavailable`: The index cannot answer. `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAlbum: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A ULID
                 * @example 01KB4Z3Q7M2N3P4R5S6T7V8W9X
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `index-unavailable`: The index cannot answer. `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeAlbum: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description Edits only if nobody has edited the item since: the `ETag` of an answer with the item, or its `revision` in quotes
                 * @example "1.3"
                 */
                "if-match"?: string;
            };
            path: {
                /**
                 * @description A ULID
                 * @example 01KB4Z3Q7M2N3P4R5S6T7V8W9X
                 */
                id: string;
            };
            cookie?: never;
        };
        /** @description A field that is absent stays as it is. An empty description is none. */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Praias do Rio",
                 *       "cover": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                 *     }
                 */
                "application/json": components["schemas"]["AlbumEdit"];
            };
        };
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
                     *       "name": "Praias",
                     *       "type": "album",
                     *       "sort": "position",
                     *       "order": "asc",
                     *       "count": 12,
                     *       "cover": {
                     *         "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *         "kind": "image",
                     *         "status": "ready",
                     *         "createdAt": "2026-11-28T09:15:02.114Z",
                     *         "date": "2024-05-06T07:08:09",
                     *         "dateSource": "exif",
                     *         "offset": "-03:00",
                     *         "zone": "America/Sao_Paulo",
                     *         "title": "Praia ao amanhecer",
                     *         "tags": [
                     *           "praia"
                     *         ],
                     *         "favourite": true,
                     *         "place": {
                     *           "city": "Rio de Janeiro",
                     *           "region": "Rio de Janeiro",
                     *           "country": "Brazil",
                     *           "latitude": -22.9711,
                     *           "longitude": -43.1822
                     *         },
                     *         "rating": 5,
                     *         "edited": [
                     *           "tags",
                     *           "favourite",
                     *           "rating"
                     *         ],
                     *         "revision": "1.3",
                     *         "original": {
                     *           "size": 4218377,
                     *           "mimeType": "image/jpeg",
                     *           "filename": "praia.jpg"
                     *         },
                     *         "renditions": [
                     *           {
                     *             "name": "1280.v4.avif",
                     *             "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
                     *             "mimeType": "image/avif",
                     *             "width": 1280,
                     *             "height": 960,
                     *             "size": 148213
                     *           }
                     *         ],
                     *         "sources": [
                     *           {
                     *             "type": "image/avif",
                     *             "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
                     *             "sizes": "100vw",
                     *             "width": 1280
                     *           }
                     *         ],
                     *         "metadata": {
                     *           "format": "jpeg",
                     *           "width": 4032,
                     *           "height": 3024,
                     *           "title": "Praia ao amanhecer",
                     *           "hierarchicalKeywords": [
                     *             "Lugares|Rio de Janeiro|Copacabana"
                     *           ],
                     *           "people": [
                     *             {
                     *               "name": "Ana",
                     *               "area": {
                     *                 "x": 0.2,
                     *                 "y": 0.3,
                     *                 "width": 0.1,
                     *                 "height": 0.2
                     *               }
                     *             }
                     *           ],
                     *           "taken": {
                     *             "local": "2024-05-06T07:08:09",
                     *             "offset": "-03:00",
                     *             "offsetSource": "place",
                     *             "source": "exif",
                     *             "zone": "America/Sao_Paulo"
                     *           },
                     *           "gps": {
                     *             "latitude": -22.9711,
                     *             "longitude": -43.1822
                     *           },
                     *           "place": {
                     *             "city": "Rio de Janeiro",
                     *             "region": "Rio de Janeiro",
                     *             "country": "Brazil",
                     *             "countryCode": "BR"
                     *           }
                     *         }
                     *       },
                     *       "createdAt": "2026-11-28T09:15:02.114Z",
                     *       "changedAt": "2026-11-28T09:15:02.114Z",
                     *       "revision": "1"
                     *     }
                     */
                    "application/json": components["schemas"]["Album"];
                };
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `edit-conflict`: The item was edited in the meantime. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `index-unavailable`: The index cannot answer. `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlbumItems: {
        parameters: {
            query?: {
                /**
                 * @description The most entries of the page
                 * @example 20
                 */
                limit?: number;
                /** @description The cursor of the previous page, with the same parameters */
                cursor?: string;
            };
            header?: never;
            path: {
                /**
                 * @description A ULID
                 * @example 01KB4Z3Q7M2N3P4R5S6T7V8W9X
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "kind": "image",
                     *           "status": "ready",
                     *           "createdAt": "2026-11-28T09:15:02.114Z",
                     *           "date": "2024-05-06T07:08:09",
                     *           "dateSource": "exif",
                     *           "offset": "-03:00",
                     *           "zone": "America/Sao_Paulo",
                     *           "title": "Praia ao amanhecer",
                     *           "tags": [
                     *             "praia"
                     *           ],
                     *           "favourite": true,
                     *           "place": {
                     *             "city": "Rio de Janeiro",
                     *             "region": "Rio de Janeiro",
                     *             "country": "Brazil",
                     *             "latitude": -22.9711,
                     *             "longitude": -43.1822
                     *           },
                     *           "rating": 5,
                     *           "edited": [
                     *             "tags",
                     *             "favourite",
                     *             "rating"
                     *           ],
                     *           "revision": "1.3",
                     *           "original": {
                     *             "size": 4218377,
                     *             "mimeType": "image/jpeg",
                     *             "filename": "praia.jpg"
                     *           },
                     *           "renditions": [
                     *             {
                     *               "name": "1280.v4.avif",
                     *               "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
                     *               "mimeType": "image/avif",
                     *               "width": 1280,
                     *               "height": 960,
                     *               "size": 148213
                     *             }
                     *           ],
                     *           "sources": [
                     *             {
                     *               "type": "image/avif",
                     *               "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
                     *               "sizes": "100vw",
                     *               "width": 1280
                     *             }
                     *           ],
                     *           "metadata": {
                     *             "format": "jpeg",
                     *             "width": 4032,
                     *             "height": 3024,
                     *             "title": "Praia ao amanhecer",
                     *             "hierarchicalKeywords": [
                     *               "Lugares|Rio de Janeiro|Copacabana"
                     *             ],
                     *             "people": [
                     *               {
                     *                 "name": "Ana",
                     *                 "area": {
                     *                   "x": 0.2,
                     *                   "y": 0.3,
                     *                   "width": 0.1,
                     *                   "height": 0.2
                     *                 }
                     *               }
                     *             ],
                     *             "taken": {
                     *               "local": "2024-05-06T07:08:09",
                     *               "offset": "-03:00",
                     *               "offsetSource": "place",
                     *               "source": "exif",
                     *               "zone": "America/Sao_Paulo"
                     *             },
                     *             "gps": {
                     *               "latitude": -22.9711,
                     *               "longitude": -43.1822
                     *             },
                     *             "place": {
                     *               "city": "Rio de Janeiro",
                     *               "region": "Rio de Janeiro",
                     *               "country": "Brazil",
                     *               "countryCode": "BR"
                     *             }
                     *           },
                     *           "snippet": {
                     *             "text": "O mar subiu três metros na praia.",
                     *             "page": 50,
                     *             "marks": [
                     *               [
                     *                 27,
                     *                 32
                     *               ]
                     *             ]
                     *           }
                     *         }
                     *       ],
                     *       "cursor": "WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0",
                     *       "total": 1204,
                     *       "complete": true
                     *     }
                     */
                    "application/json": components["schemas"]["MediaPage"];
                };
            };
            /** @description Not modified: `If-None-Match` has the current `ETag` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `index-unavailable`: The index cannot answer. `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeAlbumItems: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A ULID
                 * @example 01KB4Z3Q7M2N3P4R5S6T7V8W9X
                 */
                id: string;
            };
            cookie?: never;
        };
        /** @description Items to add in this order, or to move where the album has them, and items to remove. Without `before`, an item that the album has stays where it is. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["AlbumItems"];
            };
        };
        responses: {
            /** @description The result for each item */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "result": "edited"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["AlbumItemsChanged"];
                };
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `album-by-rule`: Items cannot be added to an album that has a rule. `album-full`: The album would have too many items. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `index-unavailable`: The index cannot answer. `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the requests of this browser may do */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "key": "phone",
                     *       "scopes": [
                     *         "upload",
                     *         "read"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description Not modified: `If-None-Match` has the current `ETag` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "key": "gal_…"
                 *     }
                 */
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description What the requests of this browser may do */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "key": "phone",
                     *       "scopes": [
                     *         "upload",
                     *         "read"
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SignedIn"];
                };
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended, or there was none */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "sessions": [
                     *         {
                     *           "id": "5f16c3f2f6b1a6c0d5a2b1e8e7e3a1a84e7a3e0f7e1d5b6c1b0f2f8b6e2c9d10",
                     *           "key": "phone",
                     *           "createdAt": "2026-11-28T09:15:02.114Z",
                     *           "expiresAt": "2026-12-28T09:15:02.114Z"
                     *         }
                     *       ]
                     *     }
                     */
                    "application/json": components["schemas"]["SessionList"];
                };
            };
            /** @description Not modified: `If-None-Match` has the current `ETag` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listShares: {
        parameters: {
            query?: {
                /**
                 * @description The most entries of the page
                 * @example 20
                 */
                limit?: number;
                /** @description The cursor of the previous page, with the same parameters */
                cursor?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "shares": [
                     *         {
                     *           "id": "01KB4Z3R1A2B3C4D5E6F7G8H9J",
                     *           "type": "share",
                     *           "title": "Praias",
                     *           "album": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
                     *           "originals": false,
                     *           "position": false,
                     *           "hasPassword": true,
                     *           "createdAt": "2026-11-28T09:15:02.114Z",
                     *           "expiresAt": "2026-12-28T09:15:02.114Z",
                     *           "views": 14,
                     *           "lastUsedAt": "2026-11-29T18:02:40.050Z"
                     *         }
                     *       ],
                     *       "cursor": "WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["SharePage"];
                };
            };
            /** @description Not modified: `If-None-Match` has the current `ETag` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createShare: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description A share has either `ids` or `album` */
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewShare"];
            };
        };
        responses: {
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01KB4Z3R1A2B3C4D5E6F7G8H9J",
                     *       "type": "share",
                     *       "title": "Praias",
                     *       "album": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
                     *       "originals": false,
                     *       "position": false,
                     *       "hasPassword": true,
                     *       "createdAt": "2026-11-28T09:15:02.114Z",
                     *       "expiresAt": "2026-12-28T09:15:02.114Z",
                     *       "views": 14,
                     *       "lastUsedAt": "2026-11-29T18:02:40.050Z",
                     *       "token": "01KB4Z3R1A2B3C4D5E6F7G8H9JpR7vK2mW9xQ4tZ1nB6cF8dG3hJ5kL0sA",
                     *       "url": "/s/01KB4Z3R1A2B3C4D5E6F7G8H9JpR7vK2mW9xQ4tZ1nB6cF8dG3hJ5kL0sA"
                     *     }
                     */
                    "application/json": components["schemas"]["CreatedShare"];
                };
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `shares-full`: The gallery has reached its limit of links. `album-by-rule`: Items cannot be added to an album that has a rule. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-attempts`: Too many passwords were tried; try again later. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getShare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A ULID
                 * @example 01KB4Z3R1A2B3C4D5E6F7G8H9J
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "01KB4Z3R1A2B3C4D5E6F7G8H9J",
                     *       "type": "share",
                     *       "title": "Praias",
                     *       "album": "01KB4Z3Q7M2N3P4R5S6T7V8W9X",
                     *       "originals": false,
                     *       "position": false,
                     *       "hasPassword": true,
                     *       "createdAt": "2026-11-28T09:15:02.114Z",
                     *       "expiresAt": "2026-12-28T09:15:02.114Z",
                     *       "views": 14,
                     *       "lastUsedAt": "2026-11-29T18:02:40.050Z"
                     *     }
                     */
                    "application/json": components["schemas"]["Share"];
                };
            };
            /** @description Not modified: `If-None-Match` has the current `ETag` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteShare: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description A ULID
                 * @example 01KB4Z3R1A2B3C4D5E6F7G8H9J
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token of a link */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A link as its visitors see it */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "type": "share",
                     *       "title": "Praias",
                     *       "isLocked": false,
                     *       "expiresAt": "2026-12-28T09:15:02.114Z",
                     *       "originals": true
                     *     }
                     */
                    "application/json": components["schemas"]["Link"];
                };
            };
            /** @description Not modified: `If-None-Match` has the current `ETag` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlockLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The token of a link */
                token: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "areia e sol"
                 *     }
                 */
                "application/json": components["schemas"]["Unlock"];
            };
        };
        responses: {
            /** @description A cookie for the other requests is set */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `password-wrong`: The password is not that of the link. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too-many-attempts`: Too many passwords were tried; try again later. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSharedItems: {
        parameters: {
            query?: {
                /**
                 * @description The most entries of the page
                 * @example 20
                 */
                limit?: number;
                /** @description The cursor of the previous page, with the same parameters */
                cursor?: string;
            };
            header?: never;
            path: {
                /** @description The token of a link */
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "items": [
                     *         {
                     *           "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *           "kind": "image",
                     *           "title": "Praia ao amanhecer",
                     *           "date": "2024-05-06T07:08:09",
                     *           "width": 4032,
                     *           "height": 3024,
                     *           "place": {
                     *             "city": "Rio de Janeiro",
                     *             "region": "Rio de Janeiro",
                     *             "country": "Brazil",
                     *             "latitude": -22.9711,
                     *             "longitude": -43.1822
                     *           },
                     *           "renditions": [
                     *             {
                     *               "name": "1280.v4.avif",
                     *               "url": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif",
                     *               "mimeType": "image/avif",
                     *               "width": 1280,
                     *               "height": 960,
                     *               "size": 148213
                     *             }
                     *           ],
                     *           "sources": [
                     *             {
                     *               "type": "image/avif",
                     *               "srcset": "/r/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/1280.v4.avif 1280w",
                     *               "sizes": "100vw",
                     *               "width": 1280
                     *             }
                     *           ],
                     *           "original": {
                     *             "size": 4218377,
                     *             "mimeType": "image/jpeg",
                     *             "filename": "praia.jpg",
                     *             "url": "/s/01KB4Z3R1A2B3C4D5E6F7G8H9JpR7vK2mW9xQ4tZ1nB6cF8dG3hJ5kL0sA/items/9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08/original?until=1795943702&proof=VJq0eX1bVZ"
                     *           }
                     *         }
                     *       ],
                     *       "cursor": "WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["SharedPage"];
                };
            };
            /** @description Not modified: `If-None-Match` has the current `ETag` */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `password-required`: The link needs its password. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `index-unavailable`: The index cannot answer. `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSharedOriginal: {
        parameters: {
            query: {
                /** @description Seconds since 1970 */
                until: number;
                proof: string;
            };
            header?: never;
            path: {
                /** @description The token of a link */
                token: string;
                /**
                 * @description SHA-256 of the original's bytes, in lower-case hexadecimal
                 * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The bytes as they were uploaded */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description The bytes as they were uploaded */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            /** @description Not modified */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-stored`: The original is not stored yet. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `range-unsatisfiable`: The requested range is not satisfiable. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryMedia: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description SHA-256 of the original's bytes, in lower-case hexadecimal
                 * @example 9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "id": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
                     *       "status": "stored"
                     *     }
                     */
                    "application/json": components["schemas"]["RetriedItem"];
                };
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-found`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    retryFailed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description Without a body, all failed items are retried */
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "image",
                 *       "since": "2026-11-28T00:00:00Z",
                 *       "code": "corrupt"
                 *     }
                 */
                "application/json": {
                    /**
                     * @default failed
                     * @enum {unknown}
                     */
                    status?: "failed";
                    /**
                     * @example image
                     * @enum {unknown}
                     */
                    kind?: "image" | "audio" | "document";
                    /**
                     * Format: date-time
                     * @description Retries only items created since then
                     */
                    since?: string;
                    /** @description Retries only items that failed with this code */
                    code?: string;
                    /** @description The cursor of the previous page, with the same parameters */
                    cursor?: string;
                };
            };
        };
        responses: {
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    /**
                     * @example {
                     *       "retried": 12,
                     *       "cursor": "WyJNRURJQSM5Zjg2ZDA4MTg4NGM3ZDY1IiwiMjAyNi0xMS0yOFQwOToxNTowMi4xMTRaIl0"
                     *     }
                     */
                    "application/json": components["schemas"]["RetryResponse"];
                };
            };
            /** @description `bad-request`: The request is not valid. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unauthorized`: A valid API key is required. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `scope-missing`: The API key lacks the required scope. `host-forbidden`: The Host header does not name this machine. `origin-forbidden`: Requests from other origins are not allowed. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not-json`: The body must be application/json. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Internal error. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `index-unavailable`: The index cannot answer. `cloud-unavailable`: The catalog or the store is unavailable. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
