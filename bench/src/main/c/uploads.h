/* Uploads in parts: which parts came, how large each is and what it is named; of their bytes nothing is kept.
 * A part's ETag is the MD5 of so many zero bytes, an object's that of its parts and their number, as S3 has it.
 */
#define MOST_PARTS 10000
#define MOST_UPLOADS 65536
#define UNPLACED UINT64_MAX                          /* a part that was sent: where in its source it lay is not said */

enum { OPEN, JOINED, ABORTED };
typedef struct { uint64_t first, bytes; int there; } part;
typedef struct { char *bucket, *key; part *parts; int highest, state; uint64_t bytes; char etag[48]; } upload;
static upload *uploads; static int uploadn, uploadcap;

static const char *md5of(uint64_t size);

/* its number; 0: there are too many */
static int upload_open(const char *bucket,const char *key){
    if(uploadn==MOST_UPLOADS) return 0;
    if(uploadn==uploadcap){ uploadcap=uploadcap?2*uploadcap:64; uploads=realloc(uploads,uploadcap*sizeof *uploads); }
    uploads[uploadn]=(upload){strdup(bucket),strdup(key),calloc(MOST_PARTS+1,sizeof(part)),0,OPEN,0,""};
    return ++uploadn; }
/* the one that is open by this id, at this place; 0: there is none */
static upload *upload_of(const char *bucket,const char *key,const char *id,int l){
    if(l<2||*id!='u') return 0;
    long n=strtol(id+1,0,10); if(n<1||n>uploadn) return 0;
    upload *u=&uploads[n-1];
    return u->state==OPEN&&!strcmp(u->bucket,bucket)&&!strcmp(u->key,key)?u:0; }
/* what the last upload to it made of a key; 0: none was joined */
static upload *upload_joined(const char *bucket,const char *key){
    for(int i=uploadn-1;i>=0;i--) if(uploads[i].state==JOINED&&!strcmp(uploads[i].bucket,bucket)&&!strcmp(uploads[i].key,key)) return &uploads[i];
    return 0; }
static void upload_end(upload *u,int state){ free(u->parts); u->parts=0; u->state=state; }
/* 1: it came for the second time */
static int part_came(upload *u,int number,uint64_t first,uint64_t bytes){
    int again=u->parts[number].there; u->parts[number]=(part){first,bytes,1};
    if(number>u->highest) u->highest=number;
    return again; }
/* reads "<tag>text</tag>" behind p and before e: where the text begins; 0: there is none */
static const char *element(const char *p,const char *e,const char *tag,int *l){
    char t[32]; int n=snprintf(t,sizeof t,"<%s>",tag);
    const char *b=memmem(p,e-p,t,n); if(!b) return 0;
    b+=n; const char *z=memchr(b,'<',e-b); if(!z) return 0;
    *l=z-b; return b; }
/* Joins those that the document names. 0: one of them did not come so, or they do not rise.
 * whole: 1 if they are all that came, from the first on without a gap, each where the one before it ended, and as
 * many bytes in all. */
static int upload_join(upload *u,const char *doc,int len,uint64_t bytes,int *whole){
    const char *p=doc,*e=doc+len; int named=0,last=0,l; uint64_t sum=0; *whole=1;
    EVP_MD_CTX *m=EVP_MD_CTX_new(); EVP_DigestInit(m,EVP_md5());
    while((p=memmem(p,e-p,"<Part>",6))){
        const char *z=memmem(p,e-p,"</Part>",7); if(!z) break;
        const char *v=element(p,z,"PartNumber",&l); int number=v?atoi(v):0;
        const char *etag=element(p,z,"ETag",&l); p=z;
        if(number<=last||number>MOST_PARTS||!u->parts[number].there||!etag) break;
        part *a=&u->parts[number]; const char *md5=md5of(a->bytes);
        if(!memmem(etag,l,md5,32)) break;
        if(number!=last+1||(a->first!=UNPLACED&&a->first!=sum)) *whole=0;
        for(int i=0;i<16;i++){ unsigned x; sscanf(md5+2*i,"%2x",&x); unsigned char b=x; EVP_DigestUpdate(m,&b,1); }
        sum+=a->bytes; last=number; named++; }
    unsigned char d[16]; unsigned n; EVP_DigestFinal(m,d,&n); EVP_MD_CTX_free(m);
    if(p||!named) return 0;
    if(last!=u->highest||sum!=bytes) *whole=0;
    for(int i=0;i<16;i++) sprintf(u->etag+2*i,"%02x",d[i]);
    sprintf(u->etag+32,"-%d",named); u->bytes=sum;
    upload_end(u,JOINED);
    return 1; }
